const STEPS = [
  { below: 60, seconds: 1, unit: "s" },
  { below: 3_600, seconds: 60, unit: "m" },
  { below: 86_400, seconds: 3_600, unit: "h" },
  { below: 30 * 86_400, seconds: 86_400, unit: "d" },
] as const;

/** "just now", "3 m ago", "in 2 h"; beyond a month the day itself. */
export function formatRelativeTime(time: Date, now: Date): string {
  const seconds = (now.getTime() - time.getTime()) / 1000;
  const distance = Math.abs(seconds);
  // A page's clock ticks every 15 s: what was made since the last tick is no future.
  if (distance < 5 || (seconds < 0 && distance < 16)) return "just now";
  const step = STEPS.find(({ below }) => distance < below);
  if (!step) return time.toISOString().slice(0, 10);
  // Time gone by counts whole units; what ends a moment short of a week from now ends in seven days.
  const round = seconds > 0 ? Math.floor : Math.round;
  const amount = `${round(distance / step.seconds)}\u00a0${step.unit}`;
  return seconds > 0 ? `${amount} ago` : `in ${amount}`;
}

/** The whole instant in the reader's own time zone, as shown on hover. */
export function formatInstant(time: Date): string {
  return time.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
}
