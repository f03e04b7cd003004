"use client";

import { memo } from "react";
import { formatCount } from "@/domain/format/number";
import { classNames } from "../ui/class-names";
import { ScrollRegion } from "../ui/scroll-region";
import type { ChartSeries } from "./series-input";
import { type SeriesStyle, styleSeries } from "./series-style";

export type LegendEntry = { id: string; label: string; style: SeriesStyle };

export function legendOf(series: readonly Pick<ChartSeries, "id" | "runId" | "label" | "style">[]): LegendEntry[] {
  const styles = styleSeries(series.map((one) => one.runId));
  return series.map(({ id, label, style }, index) => ({
    id,
    label,
    style: style ?? styles[index] ?? { color: "var(--ink)", dash: "" },
  }));
}

type ChartLegendProps = {
  entries: readonly LegendEntry[];
  hidden: ReadonlySet<string>;
  onChange: (hidden: ReadonlySet<string>) => void;
};

/** More entries than this scroll inside, so that the charts stay in sight. */
const MANY = 12;

/** A click shows or hides, with Shift it leaves that series alone on the stage. */
export const ChartLegend = memo(function ChartLegend({ entries, hidden, onChange }: ChartLegendProps) {
  const toggle = (id: string) => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    onChange(entries.every((entry) => next.has(entry.id)) ? new Set() : next);
  };
  const isolate = (id: string) => {
    const others = entries.map((entry) => entry.id).filter((other) => other !== id);
    const alone = !hidden.has(id) && others.every((other) => hidden.has(other));
    onChange(new Set(alone ? [] : others));
  };
  const shown = entries.filter((entry) => !hidden.has(entry.id)).length;
  const list = (
    <ul aria-label="Series" className="flex flex-wrap gap-x-1">
      {entries.map(({ id, label, style }) => (
        <li key={id} className="min-w-0">
          <button
            type="button"
            aria-pressed={!hidden.has(id)}
            title="Click to show or hide, Shift-click to see it alone"
            className={classNames(
              "flex max-w-full items-center gap-1.5 rounded px-1.5 py-0.5 text-left text-xs hover:bg-sunken",
              hidden.has(id) && "text-muted line-through",
            )}
            onClick={(event) => (event.shiftKey ? isolate(id) : toggle(id))}
          >
            <svg width="22" height="4" aria-hidden className="shrink-0">
              <path
                d="M0,2H22"
                stroke={hidden.has(id) ? "var(--line-strong)" : style.color}
                strokeWidth="2"
                strokeDasharray={style.dash || undefined}
              />
            </svg>
            <span className="min-w-0 break-words">{label}</span>
          </button>
        </li>
      ))}
    </ul>
  );
  if (entries.length <= MANY) return list;
  return (
    <div>
      <p className="flex items-baseline gap-2 px-1.5 text-xs text-muted">
        {formatCount(shown)} of {formatCount(entries.length)} series shown
        {hidden.size > 0 ? (
          <button type="button" className="text-accent hover:underline" onClick={() => onChange(new Set())}>
            Show all
          </button>
        ) : null}
      </p>
      <ScrollRegion aria-label="All series" className="max-h-20 overflow-auto">
        {list}
      </ScrollRegion>
    </div>
  );
});
