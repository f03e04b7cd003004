import { formatDuration } from "@/domain/format/duration";
import { formatCount, formatNumber } from "@/domain/format/number";
import { Card } from "../ui/card";
import type { RunDetail } from "./run-data";

/** How far, how fast, how long still. */
export function ProgressCard({ run }: { run: RunDetail }) {
  if (run.state === "queued" || run.state === "waiting") {
    return (
      <Card className="text-sm">
        {run.state === "queued"
          ? "Queued: it starts as soon as a device slot is free. Runs with a higher priority go first."
          : `Waiting: ${run.waitingFor ?? "what it reads is not there yet"}. It is queued as soon as that is there.`}
      </Card>
    );
  }
  const { progress } = run;
  if (!progress) {
    return (
      <Card className="text-sm text-muted">
        {run.state === "starting" ? "Starting: libraries and model are being loaded." : "No progress told yet."}
      </Card>
    );
  }
  const share = progress.total ? Math.min(1, progress.done / progress.total) : null;
  const percent = share === null ? null : Math.floor(share * 100);
  const parts = [
    describeCount(progress),
    progress.ratePerSecond === null ? null : describeRate(progress.ratePerSecond, progress.unit),
    progress.secondsLeft === null ? null : `${formatDuration(progress.secondsLeft)} left`,
  ].filter((part) => part !== null);
  return (
    <Card>
      <div className="flex items-baseline gap-3 text-sm">
        <b className="font-semibold first-letter:uppercase">{progress.phase}</b>
        <span className="text-muted">{parts.join(" · ")}</span>
        {percent === null ? null : <span className="ml-auto font-medium">{percent} %</span>}
      </div>
      <div
        role="progressbar"
        aria-label={`Progress of ${progress.phase}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        className="mt-2 h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-500"
          style={{ width: share === null ? "100%" : `${share * 100}%`, opacity: share === null ? 0.3 : 1 }}
        />
      </div>
    </Card>
  );
}

/** Null where nothing was counted and no whole is known. */
function describeCount({ done, total, unit }: NonNullable<RunDetail["progress"]>): string | null {
  if (total === null && done === 0) return null;
  return total ? `${formatCount(done)} of ${formatCount(total)} ${unit}` : `${formatCount(done)} ${unit}`;
}

function describeRate(perSecond: number, unit: string): string {
  return perSecond >= 0.5 || perSecond === 0
    ? `${formatNumber(perSecond)} ${unit}/s`
    : `${formatDuration(1 / perSecond)} a ${unit.replace(/s$/, "")}`;
}
