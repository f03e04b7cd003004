import { formatDuration } from "@/domain/format/duration";
import { formatNumber } from "@/domain/format/number";
import type { RouterOutputs } from "../layout/trpc";

type Progress = RouterOutputs["runs"]["byId"]["progress"];

/** "212 / 400 steps · 2 m 4 s left"; of a phase that cannot be counted its name. */
export function describeProgress(progress: Progress): string | null {
  if (!progress) return null;
  return describeCount(progress) ?? progress.phase;
}

/** Null where nothing was counted and no whole is known. */
function describeCount(progress: NonNullable<Progress>): string | null {
  if (progress.total === null && progress.done === 0) return null;
  const count = progress.total === null ? String(progress.done) : `${progress.done} / ${progress.total}`;
  const left = progress.secondsLeft === null ? null : `${formatDuration(progress.secondsLeft)} left`;
  const rate = progress.ratePerSecond === null ? null : `${formatNumber(progress.ratePerSecond)} a second`;
  return [`${count} ${progress.unit}`, left ?? rate].filter(Boolean).join(" · ");
}

export function ProgressLine({ progress }: { progress: Progress }) {
  if (!progress) return <span className="text-xs text-muted">no progress told yet</span>;
  const share = progress.total ? Math.min(1, progress.done / progress.total) : null;
  return (
    <span className="mt-1 block">
      {share === null ? null : (
        <span className="mb-1 block h-1 overflow-hidden rounded-full bg-sunken">
          <span className="block h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
        </span>
      )}
      <span className="block truncate text-xs text-muted">
        {[progress.phase, describeCount(progress)].filter(Boolean).join(" · ")}
      </span>
    </span>
  );
}
