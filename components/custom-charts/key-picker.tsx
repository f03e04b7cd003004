"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useDeferredValue, useId, useMemo, useState } from "react";
import { MOST_KEYS_IN_A_CHART } from "@/domain/charts/chart-axis";
import { formatCount, formatCounted } from "@/domain/format/number";
import { useTRPC } from "../layout/trpc";
import { Checkbox } from "../ui/checkbox";
import { Input } from "../ui/input";
import { ScrollRegion } from "../ui/scroll-region";

const MOST_SHOWN = 200;

type KeyPickerProps = {
  project: string;
  runs: readonly { id: string }[];
  /** The runs themselves are still being looked for. */
  looking: boolean;
  chosen: readonly string[];
  onChange: (keys: string[]) => void;
};

/** Metrics that any of the runs logged, found by typing. */
export function KeyPicker({ project, runs, looking, chosen, onChange }: KeyPickerProps) {
  const trpc = useTRPC();
  const id = useId();
  const [typed, setTyped] = useState("");
  const wanted = useDeferredValue(typed.trim().toLowerCase());
  const ids = useMemo(() => runs.map((run) => run.id), [runs]);
  const keys = useQuery(
    trpc.series.sharedKeys.queryOptions(
      { project, runs: ids },
      { enabled: ids.length > 0, placeholderData: keepPreviousData },
    ),
  );
  const found = useMemo(
    () => (keys.data ?? []).filter(({ key }) => key.toLowerCase().includes(wanted)),
    [keys.data, wanted],
  );
  const full = chosen.length >= MOST_KEYS_IN_A_CHART;
  const toggle = (key: string) =>
    onChange(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-xs text-muted">
        Metrics, at most {MOST_KEYS_IN_A_CHART}
      </label>
      <ul aria-label="Chosen metrics" className="flex flex-wrap gap-1.5">
        {chosen.map((key) => (
          <li key={key}>
            <button
              type="button"
              title={`Take ${key} out`}
              className="flex items-center gap-1 rounded-md border border-line px-2 py-0.5 text-xs hover:bg-raised"
              onClick={() => toggle(key)}
            >
              <span className="break-all">{key}</span> <X aria-hidden className="size-3" />
            </button>
          </li>
        ))}
      </ul>
      <Input
        id={id}
        type="search"
        value={typed}
        placeholder="Find a metric, e.g. loss"
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (first && !full && !chosen.includes(first.key)) toggle(first.key);
        }}
      />
      <ScrollRegion aria-label="Metrics" className="max-h-36 overflow-auto rounded-md border border-line">
        <ul>
          {found.slice(0, MOST_SHOWN).map(({ key, runs: logged }) => (
            <li key={key}>
              <label htmlFor={`${id} ${key}`} className="flex items-center gap-2 px-2 py-1 hover:bg-raised">
                <Checkbox
                  id={`${id} ${key}`}
                  checked={chosen.includes(key)}
                  disabled={full && !chosen.includes(key)}
                  onCheckedChange={() => toggle(key)}
                />
                <span className="min-w-0 flex-1 break-all">{key}</span>
                <span className="text-xs text-muted">
                  {logged === ids.length ? "" : `${formatCount(logged)} of ${formatCounted(ids.length, "run")}`}
                </span>
              </label>
            </li>
          ))}
        </ul>
        {found.length === 0 ? (
          <p className="px-2 py-2 text-xs text-muted">
            {keys.isError
              ? "The metrics could not be read."
              : keys.data
                ? "No metric is called like this."
                : ids.length === 0 && !looking
                  ? "No run matches, so there is no metric to choose."
                  : "looking…"}
          </p>
        ) : null}
      </ScrollRegion>
      <p className="text-xs text-muted" role="status">
        {found.length > MOST_SHOWN
          ? `${MOST_SHOWN} of ${formatCounted(found.length, "metric")}: type to narrow`
          : formatCounted(found.length, "metric")}
        {full ? `; ${MOST_KEYS_IN_A_CHART} are chosen, take one out to choose another` : ""}
      </p>
    </div>
  );
}
