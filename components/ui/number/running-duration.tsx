"use client";

import { DurationText } from "./duration-text";
import { useNow } from "./use-now";

/** From start to end, counting on while there is no end. */
export function RunningDuration({ start, end }: { start: Date | null; end: Date | null }) {
  const now = useNow(1);
  if (start === null) return <DurationText seconds={null} />;
  const until = end ?? now;
  return <DurationText seconds={until === null ? null : Math.max(0, (until.getTime() - start.getTime()) / 1000)} />;
}
