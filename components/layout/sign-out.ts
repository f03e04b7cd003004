import { formatCounted } from "@/domain/format/number";
import { toast } from "../ui/toast";

const STILL_SIGNED_IN = "You are still signed in: the server did not take the sign-out. Try again.";

/** What a reader marked and the server does not have yet would be lost; null where it could not be asked. */
async function countWaitingMarks(letGo: boolean): Promise<number | null> {
  try {
    const { leaveReview } = await import("../review/store/leave-review");
    return await leaveReview(letGo);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

export async function signOut(letGo = false): Promise<void> {
  const waiting = await countWaitingMarks(letGo);
  if (waiting === null && !letGo) return toast.error(STILL_SIGNED_IN);
  if (waiting) {
    return toast.error(`${formatCounted(waiting, "change")} of your review did not reach the server`, {
      description:
        "They are kept in this browser. Open Review while the server answers, and sign out once all is saved.",
      action: { label: "Sign out and lose them", onClick: () => void signOut(true) },
    });
  }
  const answer = await fetch("/api/auth/sign-out", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (answer.ok) location.assign("/sign-in");
  else toast.error(STILL_SIGNED_IN);
}
