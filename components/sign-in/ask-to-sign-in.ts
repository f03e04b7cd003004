const REFUSALS: Readonly<Record<number, string>> = {
  401: "Email and password do not belong together. Check both and try again.",
  403: "This address is not one that Assay serves. Open the one that it printed when it started.",
  429: "Too many tries. Wait a minute and try again.",
};

/** Opens a session in this browser; null where it did, a sentence where it was refused. */
export async function askToSignIn(email: string, password: string): Promise<string | null> {
  try {
    const answer = await fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    if (answer.ok) return null;
    return REFUSALS[answer.status] ?? `Signing in failed (${answer.status}). Look at the server's log.`;
  } catch (error) {
    if (error instanceof TypeError) return "The server was not reached. Check that Assay is running and try again.";
    throw error;
  }
}
