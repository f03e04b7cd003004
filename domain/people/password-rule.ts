export const SHORTEST_PASSWORD = 10;
/** What the hash takes: longer ones are refused before any work is done on them. */
export const LONGEST_PASSWORD = 128;

/** What is wrong with a new password, as a sentence; null where nothing is. */
export function describePasswordFault(password: string): string | null {
  if (password.length < SHORTEST_PASSWORD) {
    return `A password needs at least ${SHORTEST_PASSWORD} characters; this one has ${password.length}.`;
  }
  if (password.length > LONGEST_PASSWORD) {
    return `A password has at most ${LONGEST_PASSWORD} characters; this one has ${password.length}.`;
  }
  return null;
}
