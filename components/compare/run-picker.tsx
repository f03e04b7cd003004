"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { MOST_COMPARED } from "@/domain/comparison/compare-address";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { Popover } from "../ui/popover";
import { StateBadge } from "../ui/state-badge";

type PickerProps = { project: string; chosen: readonly string[]; onAdd: (id: string) => void };

/** Adds a run to the comparison without leaving it. */
export function RunPicker(props: PickerProps) {
  const full = props.chosen.length >= MOST_COMPARED;
  return (
    <Popover
      label="Add a run"
      align="start"
      className="w-96"
      trigger={(trigger) => (
        <Button {...trigger} disabled={full} title={full ? `${MOST_COMPARED} runs are the most` : undefined}>
          <Plus aria-hidden className="size-3.5" /> Add run
        </Button>
      )}
    >
      <RunChoices {...props} />
    </Popover>
  );
}

/** Runs by name, those that share a stage with what is chosen first; scored ones say so. */
export function RunChoices({ project, chosen, onAdd }: PickerProps) {
  const [typed, setTyped] = useState("");
  const words = useDeferredValue(typed.trim());
  const trpc = useTRPC();
  const query = useQuery(
    trpc.compare.choices.queryOptions({ project, words, beside: [...chosen] }, { placeholderData: keepPreviousData }),
  );
  return (
    <div className="grid gap-2">
      <Input
        type="search"
        aria-label="Find a run by name"
        placeholder="Find a run by name"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul className="grid max-h-72 gap-px overflow-auto" aria-label="Runs to add">
        {query.data?.map((run) => (
          <li key={run.id}>
            <button
              type="button"
              onClick={() => onAdd(run.id)}
              className="flex w-full items-center gap-2 rounded px-2 py-1.5 text-left text-ink text-sm hover:bg-accent-soft"
            >
              <span className="min-w-0 flex-1 truncate">{run.name}</span>
              {run.scored ? <span className="text-muted text-xs">scored</span> : null}
              <code className="text-muted text-xs">{run.stage}</code>
              <StateBadge state={run.state} />
            </button>
          </li>
        ))}
      </ul>
      {query.data?.length === 0 ? (
        <p className="px-2 py-1 text-muted text-sm">{words ? `No run is called like “${words}”.` : "No other run."}</p>
      ) : null}
      {query.isError ? <p className="px-2 py-1 text-bad text-sm">The runs could not be read.</p> : null}
    </div>
  );
}
