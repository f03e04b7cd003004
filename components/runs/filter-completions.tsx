"use client";

import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useMemo, useState } from "react";
import { completeFilter, quoteWord } from "@/domain/runs/filter/complete-filter";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { classNames } from "../ui/class-names";
import type { CompletionKeys } from "./filter-box";
import { useRunKeys } from "./use-run-keys";

const MOST_SHOWN = 12;
const NO_KEYS = { config: [], metrics: [] };

type FilterCompletionsProps = {
  id: string;
  source: string;
  caret: number;
  onReplace: (from: number, to: number, text: string) => void;
  onActive: (optionId: string | null) => void;
  /** Whether there is anything to choose from. */
  onListed: (listed: boolean) => void;
  keys: RefObject<CompletionKeys>;
};

function useOptions(source: string, caret: number) {
  const { project } = useProject();
  const trpc = useTRPC();
  const known = useRunKeys().data ?? NO_KEYS;
  const found = useMemo(() => completeFilter(source, caret, known), [source, caret, known]);
  const values = useQuery(
    trpc.runs.values.queryOptions(
      { project: project.slug, field: found.valuesOf ?? "", typed: found.typed },
      { enabled: found.valuesOf !== null, staleTime: 60_000 },
    ),
  );
  const asked = found.valuesOf === null ? [] : (values.data ?? []);
  const options = [...found.options, ...asked.map((value) => ({ insert: quoteWord(value), remark: "" }))];
  return { ...found, options: options.filter(({ insert }) => insert !== found.typed).slice(0, MOST_SHOWN) };
}

/** What could be written at the caret; arrows choose, Enter and Tab take it. */
export function FilterCompletions({ id, source, caret, onReplace, onActive, onListed, keys }: FilterCompletionsProps) {
  const { options, from, to } = useOptions(source, caret);
  const [closed, setClosed] = useState<string | null>(null);
  const place = `${source} ${caret}`;
  // Another place is another list, with nothing chosen in it.
  const [chosen, setChosen] = useState({ place, at: -1 });
  const active = chosen.place === place ? chosen.at : -1;
  const setActive = (at: number) => setChosen({ place, at });
  const shown = closed === place ? [] : options;
  const take = (at: number) => {
    const option = shown[at];
    if (option) onReplace(from, to, `${option.insert}${option.insert.endsWith("(") ? "" : " "}`);
  };
  useEffect(() => {
    onActive(shown[active] ? `${id}-${active}` : null);
    onListed(shown.length > 0);
    keys.current = (key) => {
      if (shown.length === 0) return false;
      if (key === "ArrowDown") setActive((active + 1) % shown.length);
      else if (key === "ArrowUp") setActive((active <= 0 ? shown.length : active) - 1);
      else if (key === "Tab" && (active >= 0 || shown.length === 1)) take(Math.max(0, active));
      else if (key === "Enter" && active >= 0) take(active);
      else if (key === "Escape") setClosed(place);
      else return false;
      return true;
    };
  });
  useEffect(
    () => () => {
      keys.current = () => false;
      onActive(null);
      onListed(false);
    },
    [keys, onActive, onListed],
  );
  if (shown.length === 0) return null;
  return (
    <div
      id={id}
      role="listbox"
      aria-label="What could stand here"
      className="max-h-80 overflow-auto rounded-lg border border-line bg-surface p-1 text-xs shadow-float"
    >
      {shown.map((option, at) => (
        <div
          key={option.insert}
          id={`${id}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === active}
          onPointerDown={(event) => {
            event.preventDefault();
            take(at);
          }}
          className={classNames(
            "flex cursor-default items-baseline gap-3 rounded px-2 py-1",
            at === active ? "bg-accent-soft" : "hover:bg-raised",
          )}
        >
          <code className="truncate">{option.insert}</code>
          <span className="ml-auto truncate text-muted">{option.remark}</span>
        </div>
      ))}
    </div>
  );
}
