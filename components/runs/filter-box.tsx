"use client";

import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { readRunFilter } from "@/domain/runs/run-filter";
import { useKeys } from "../layout/keys";
import { Button } from "../ui/button";
import { Input } from "../ui/input";

const SETTLE_MILLISECONDS = 200;

type FilterBoxProps = { value: string; onChange: (value: string) => void };

/** The filter as one line; what cannot be read is said under it, and the list keeps its last good filter. */
export function FilterBox({ value, onChange }: FilterBoxProps) {
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const reading = readRunFilter(typed);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value || !readRunFilter(typed).ok) return;
    const timer = setTimeout(() => onChange(typed), SETTLE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  useKeys("Runs", [{ keys: "/", label: "Filter", run: () => input.current?.focus() }]);
  return (
    <div className="relative min-w-0 flex-1">
      <Input
        ref={input}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        aria-label="Filter runs"
        aria-invalid={!reading.ok}
        aria-describedby={reading.ok ? undefined : "filter-problem"}
        placeholder="stage = sft and state in (running, queued) and tag: rank-sweep"
        spellCheck={false}
        className="pr-8 font-mono text-xs"
      />
      {typed ? (
        <Button
          variant="ghost"
          size="icon"
          aria-label="Clear the filter"
          className="absolute top-0.5 right-0.5"
          onClick={() => {
            setTyped("");
            onChange("");
          }}
        >
          <X aria-hidden className="size-3.5" />
        </Button>
      ) : null}
      {reading.ok ? null : (
        <p
          id="filter-problem"
          role="status"
          className="absolute top-full left-0 z-20 mt-1 rounded-md border border-line bg-surface px-2 py-1 text-xs text-bad shadow-float"
        >
          {reading.problem.sentence}
        </p>
      )}
    </div>
  );
}
