import { toast } from "../ui/toast";

export async function signOut(): Promise<void> {
  const answer = await fetch("/api/auth/sign-out", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (answer.ok) location.assign("/sign-in");
  else toast.error("You are still signed in: the server did not take the sign-out. Try again.");
}
