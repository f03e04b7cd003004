export type LiveState =
  /** The stream stands; what is shown is what is. */
  | { kind: "live" }
  /** The stream is being opened and what was missed is read again. */
  | { kind: "catching up" }
  | { kind: "offline"; since: Date };

/** A stream that breaks is catching up for a moment and offline after that. */
export const OFFLINE_AFTER_MILLISECONDS = 4_000;
