/** Longest time between two changes that counts: whoever looks at one place for longer has gone away. */
export const MOST_FOCUS_SECONDS = 900;
/** The same for training and adjudication, which are told about less often. */
export const MOST_SESSION_SECONDS = 3_600;

export const countedSeconds = (seconds: number, most = MOST_FOCUS_SECONDS): number =>
  Math.min(Math.max(seconds, 0), most);
