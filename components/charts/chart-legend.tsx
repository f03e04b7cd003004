"use client";

import { classNames } from "../ui/class-names";
import type { SeriesStyle } from "./series-style";

type ChartLegendProps = {
  entries: readonly { id: string; label: string; style: SeriesStyle }[];
  hidden: ReadonlySet<string>;
  onChange: (hidden: ReadonlySet<string>) => void;
};

/** A click shows or hides, with Shift it leaves that series alone on the stage. */
export function ChartLegend({ entries, hidden, onChange }: ChartLegendProps) {
  const toggle = (id: string) => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    onChange(next.size === entries.length ? new Set() : next);
  };
  const isolate = (id: string) => {
    const others = entries.map((entry) => entry.id).filter((other) => other !== id);
    const alone = !hidden.has(id) && others.every((other) => hidden.has(other));
    onChange(new Set(alone ? [] : others));
  };
  return (
    <ul aria-label="Series" className="flex flex-wrap gap-x-1">
      {entries.map(({ id, label, style }) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={!hidden.has(id)}
            title="Click to show or hide, Shift-click to see it alone"
            className={classNames(
              "flex items-center gap-1.5 rounded px-1.5 py-0.5 text-xs hover:bg-sunken",
              hidden.has(id) && "text-muted line-through",
            )}
            onClick={(event) => (event.shiftKey ? isolate(id) : toggle(id))}
          >
            <svg width="14" height="4" aria-hidden>
              <path
                d="M0,2H14"
                stroke={hidden.has(id) ? "var(--line-strong)" : style.color}
                strokeWidth="2"
                strokeDasharray={style.dash || undefined}
              />
            </svg>
            {label}
          </button>
        </li>
      ))}
    </ul>
  );
}
