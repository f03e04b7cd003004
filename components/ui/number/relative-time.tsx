"use client";

import { formatInstant, formatRelativeTime } from "@/domain/format/relative-time";
import { Absent } from "./absent";
import { useNow } from "./use-now";

/** "3 m ago", with the absolute time on hover. */
export function RelativeTime({ time, className }: { time: Date | null; className?: string }) {
  const now = useNow(15);
  if (time === null) return <Absent kind="none" />;
  return (
    <time dateTime={time.toISOString()} title={formatInstant(time)} className={className} suppressHydrationWarning>
      {now ? formatRelativeTime(time, now) : time.toISOString().slice(0, 10)}
    </time>
  );
}
