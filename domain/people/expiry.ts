export const DAY_MILLISECONDS = 24 * 60 * 60 * 1_000;

/** The days that a token may be good for; null is for ever. */
export const TOKEN_DAYS = [7, 30, 90, 365, null] as const;
export const INVITATION_DAYS = [1, 7, 30] as const;

export function daysAfter(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MILLISECONDS);
}
