import { formatDuration } from "@/domain/format/duration";
import { formatCount, formatNumber, UNIT_SPACE } from "@/domain/format/number";
import type { Range, XAxisKind } from "./series-input";
import { clockTicks, durationTicks, linearTicks, shortenTick } from "./ticks";

type AxisWords = {
  /** On the button that chooses it. */
  title: string;
  /** What the horizontal axis counts, in a sentence. */
  name: string;
  /** The same beside its marks. */
  unit: string;
  /** Head of the column in an export, with its unit. */
  column: string;
};

export const AXIS_WORDS: Readonly<Record<XAxisKind, AxisWords>> = {
  step: { title: "Step", name: "steps", unit: "step", column: "step" },
  relative: {
    title: "Relative",
    name: "time since the run first started",
    unit: "time",
    column: "seconds_since_start",
  },
  time: { title: "Time", name: "clock", unit: "clock", column: "unix_seconds" },
  tokens: { title: "Tokens", name: "tokens", unit: "tokens", column: "tokens" },
};

const clock = (seconds: number, options: Intl.DateTimeFormatOptions) =>
  new Date(seconds * 1000).toLocaleString("en-GB", options);

/** A place on the axis in full, as the crosshair names it. */
export function formatX(axis: XAxisKind): (x: number) => string {
  switch (axis) {
    case "relative":
      return formatDuration;
    case "time":
      return (x) => clock(x, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" });
    case "tokens":
      return (x) => `${formatCount(Math.round(x))}${UNIT_SPACE}tokens`;
    default:
      return (x) => formatCount(Math.round(x));
  }
}

const MINUTE = 60;
const DAY = 86_400;

function clockTick(range: Range): (x: number) => string {
  const width = range[1] - range[0];
  if (width > 2 * DAY) return (x) => clock(x, { day: "numeric", month: "short" });
  if (width > 5 * MINUTE) return (x) => clock(x, { hour: "2-digit", minute: "2-digit" });
  return (x) => clock(x, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

const WANTED = 5;

/** Where the axis is marked, and with what. */
export function xTicks(axis: XAxisKind, range: Range): { ticks: number[]; write: (x: number) => string } {
  switch (axis) {
    case "relative":
      return { ticks: durationTicks(range, WANTED), write: (x) => shortenTick(formatDuration(x)) };
    case "time":
      return { ticks: clockTicks(range, WANTED), write: clockTick(range) };
    case "tokens":
      return { ticks: linearTicks(range, WANTED), write: (x) => formatNumber(x) };
    default:
      return { ticks: linearTicks(range, WANTED).filter(Number.isInteger), write: (x) => formatCount(x) };
  }
}
