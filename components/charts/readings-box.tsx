import { formatCount, formatCounted } from "@/domain/format/number";
import type { Reading } from "./read-at";

type ReadingsBoxProps = {
  /** Where the crosshair stands, from 0 at the left to 1; the box opens to the wider side. */
  share: number;
  title: string;
  readings: readonly Reading[];
  /** Lines at the crosshair beyond those read out. */
  more: number;
  smoothing: boolean;
  formatY: (y: number) => string;
};

export function ReadingsBox({ share, title, readings, more, smoothing, formatY }: ReadingsBoxProps) {
  const many = readings.length > 1;
  const room = `max(13rem, ${Math.max(share, 1 - share) * 100}% - 12px)`;
  const side = share > 0.5 ? { right: `calc(${(1 - share) * 100}% + 10px)` } : { left: `calc(${share * 100}% + 10px)` };
  return (
    <div
      className="pointer-events-none absolute top-1 z-10 w-max rounded-md border border-line bg-surface px-2 py-1.5 text-xs shadow-float"
      style={{ ...side, maxWidth: room }}
    >
      <p className="text-muted">{title}</p>
      {readings.map((reading) => (
        <p key={reading.id} className="flex flex-wrap items-baseline gap-x-1.5">
          <span className="h-0.5 w-2.5 shrink-0 self-center" style={{ background: reading.style.color }} />
          {many ? <span className="break-words">{reading.label}</span> : null}
          <b className="font-semibold">{formatY(reading.point.mean)}</b>
          {smoothing ? <span className="text-muted">smoothed {formatY(reading.point.smooth)}</span> : null}
          <span className="text-muted">{describeSpread(reading, formatY)}</span>
        </p>
      ))}
      {more > 0 ? <p className="text-muted">and {formatCount(more)} more, further from the pointer</p> : null}
    </div>
  );
}

/** What one number stands for: several points of a bucket, or several seeds. */
export function describeSpread({ point, seeds }: Reading, formatY: (y: number) => string): string {
  if (seeds === null) {
    return point.n > 1 ? `${formatY(point.min)} to ${formatY(point.max)}, ${formatCounted(point.n, "point")}` : "";
  }
  if (seeds.runs < 2) return "one seed";
  if (point.n < 2) return `one seed of ${seeds.runs} here`;
  const spread =
    seeds.band === "sd"
      ? `sd ${formatY((point.max - point.min) / 2)}`
      : `${formatY(point.min)} to ${formatY(point.max)}`;
  return `mean of ${point.n === seeds.runs ? point.n : `${point.n} of ${seeds.runs}`} seeds, ${spread}`;
}

export function describeReadings(
  at: number | null,
  { readings, all }: { readings: readonly Reading[]; all: number },
  formatX: (x: number) => string,
  formatY: (y: number) => string,
): string {
  if (at === null || readings.length === 0) return "no point chosen";
  const read = readings.map((reading) => `${reading.label} ${formatY(reading.point.mean)}`).join(", ");
  const more = all > readings.length ? `, and ${all - readings.length} more` : "";
  return `${formatX(at)}: ${read}${more}`;
}
