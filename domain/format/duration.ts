import { formatNumber, UNIT_SPACE } from "./number";

const part = (value: number, unit: string) => `${value}${UNIT_SPACE}${unit}`;

/** Seconds as the two largest units: 840 ms, 4.2 s, 2 m 14 s, 3 h 5 m, 2 d 4 h. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return formatNumber(seconds);
  if (seconds === 0) return part(0, "s");
  if (seconds < 0.0995) return `${formatNumber(seconds * 1000, 2)}${UNIT_SPACE}ms`;
  if (seconds < 0.9995) return part(Math.round(seconds * 1000), "ms");
  if (seconds < 9.95) return `${seconds.toFixed(1)}${UNIT_SPACE}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return part(whole, "s");
  if (whole < 3600) return `${part(Math.floor(whole / 60), "m")} ${part(whole % 60, "s")}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return `${part(Math.floor(minutes / 60), "h")} ${part(minutes % 60, "m")}`;
  const hours = Math.round(seconds / 3600);
  return `${part(Math.floor(hours / 24), "d")} ${part(hours % 24, "h")}`;
}
