"use client";

import { useDeferredValue, useMemo, useRef, useState } from "react";
import { formatCount } from "@/domain/format/number";
import { searchWords } from "@/domain/runs/filter/complete-filter";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Input } from "../ui/input";
import { useFixedRows } from "../ui/use-fixed-rows";
import { columnOf, OWN_COLUMN_IDS } from "./run-columns";
import { useRunKeys } from "./use-run-keys";
import type { RunLayout } from "./use-run-layout";

const ROW = 30;
const OVERSCAN = 6;
const SUMMARIES = ["", ":min", ":max"];

/** Every column there could be: those of all runs, config paths, metrics with their last, least and greatest value. */
function useAllColumns(): { ids: string[]; pending: boolean } {
  const { data, isPending } = useRunKeys();
  const ids = useMemo(
    () => [
      ...OWN_COLUMN_IDS,
      ...(data?.config ?? []).map((key) => `config.${key}`),
      ...(data?.metrics ?? []).flatMap((key) => SUMMARIES.map((summary) => `metric.${key}${summary}`)),
    ],
    [data],
  );
  return { ids, pending: isPending };
}

const titleOf = (id: string) => (OWN_COLUMN_IDS.includes(id) ? (columnOf(id)?.title ?? id) : id);

/** Thousands of columns, searched at every key; chosen ones stand first while nothing is searched. */
export function ColumnChooser({ layout }: { layout: RunLayout }) {
  const [typed, setTyped] = useState("");
  const words = useDeferredValue(typed.trim());
  const { ids, pending } = useAllColumns();
  const chosen = useMemo(() => new Set(layout.choices.map(({ id }) => id)), [layout.choices]);
  const found = useMemo(() => {
    if (words) return searchWords(ids, titleOf, words, ids.length);
    // Least and greatest values come up by search; without one they would triple the list.
    return [...ids.filter((id) => chosen.has(id)), ...ids.filter((id) => !chosen.has(id) && !/:(min|max)$/.test(id))];
  }, [ids, words, chosen]);
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useFixedRows(scroller, { count: found.length, rowHeight: ROW, overscan: OVERSCAN });
  return (
    <div className="grid w-96 max-w-full gap-2">
      <Input
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder="Search configs and metrics"
        aria-label="Search columns"
        autoFocus
      />
      <p role="status" className="text-xs text-muted">
        {pending
          ? "Reading the keys …"
          : `${formatCount(found.length)} of ${formatCount(ids.length)} columns, ${chosen.size} shown`}
      </p>
      <div ref={scroller} onScroll={shown.onScroll} className="h-80 overflow-auto">
        <div style={{ height: shown.height }} className="relative">
          <ul aria-label="Columns" style={{ top: shown.top }} className="absolute inset-x-0">
            {found.slice(shown.first, shown.last + 1).map((id) => (
              <li key={id} style={{ height: ROW }}>
                <label
                  htmlFor={`column ${id}`}
                  className="flex h-full items-center gap-2 rounded px-1.5 hover:bg-raised"
                >
                  <Checkbox
                    id={`column ${id}`}
                    checked={chosen.has(id)}
                    onCheckedChange={(checked) => (checked ? layout.show(id) : layout.hide(id))}
                  />
                  <span className="truncate" title={id}>
                    {titleOf(id)}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <Button size="sm" variant="ghost" onClick={layout.reset}>
        Back to the columns at the start
      </Button>
    </div>
  );
}
