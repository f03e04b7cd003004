"use client";

import { TRPCClientError } from "@trpc/client";
import { X } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { FilterProblem } from "@/domain/runs/filter/filter-tokens";
import type { RunKeys } from "@/domain/runs/filter/resolve-fields";
import { useKeys } from "../layout/keys";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { loadPart } from "../ui/load-part";
import { FilterProblemNote } from "./filter-problem-note";
import { useReadRunKeys } from "./use-run-keys";

const FilterCompletions = lazy(async () => ({
  default: await loadPart(() => import("./filter-completions").then((module) => module.FilterCompletions)),
}));

const SETTLE_MILLISECONDS = 200;

type FilterBoxProps = {
  value: string;
  onChange: (value: string) => void;
  /** What the server refused, where the address brought a filter that cannot be read. */
  refused: string | null;
};

/** What the keys of the list do while it is open; false leaves the key to the box. */
export type CompletionKeys = (key: string) => boolean;

/** Where it cannot be checked here, the list asks the server, which says what is wrong with the filter or with itself. */
async function checkHere(source: string, readKeys: () => Promise<RunKeys>): Promise<FilterProblem | null> {
  try {
    const { checkFilter } = await import("./check-filter");
    return await checkFilter(source, readKeys);
  } catch (error) {
    const away = error instanceof TRPCClientError || (error instanceof Error && error.name === "ChunkLoadError");
    if (!away) throw error;
    return null;
  }
}

/** The filter as one line; what cannot be read is pointed at under it, and the list keeps its last good filter. */
export function FilterBox({ value, onChange, refused }: FilterBoxProps) {
  const [typed, setTyped] = useState(value);
  const [caret, setCaret] = useState<number | null>(null);
  const [problem, setProblem] = useState<FilterProblem | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const completionKeys = useRef<CompletionKeys>(() => false);
  const [active, setActive] = useState<string | null>(null);
  const [listed, setListed] = useState(false);
  const id = useId();
  const readKeys = useReadRunKeys();
  const [address, setAddress] = useState(value);
  /** What the address was asked for and has not shown yet; it follows when React has time, and typing goes on. */
  const [sent, setSent] = useState<readonly string[]>([]);
  const send = useCallback(
    (text: string) => {
      setSent((before) => [...before, text]);
      onChange(text);
    },
    [onChange],
  );
  // Only when the address changes: at the beginning something may have been typed already.
  if (address !== value) {
    setAddress(value);
    setSent(sent.slice(sent.indexOf(value) + 1));
    if (!sent.includes(value)) {
      setSent([]);
      setTyped(value);
    }
  }
  useEffect(() => {
    let outdated = false;
    if (typed === value) {
      setProblem(null);
      return;
    }
    const timer = setTimeout(async () => {
      const found = await checkHere(typed, readKeys);
      if (outdated) return;
      setProblem(found);
      if (!found) send(typed);
    }, SETTLE_MILLISECONDS);
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [typed, value, send, readKeys]);
  useKeys("Runs", [{ keys: "/", label: "Filter", run: () => input.current?.focus() }]);

  const replace = (from: number, to: number, text: string) => {
    const next = typed.slice(0, from) + text + typed.slice(to);
    // At once: a key that is pressed before the next frame belongs behind what was written.
    flushSync(() => {
      setTyped(next);
      setCaret(from + text.length);
    });
    input.current?.focus();
    input.current?.setSelectionRange(from + text.length, from + text.length);
  };
  const place = () => setCaret(input.current?.selectionStart ?? null);
  const sentence = problem?.sentence ?? (typed === value ? refused : null);
  return (
    <div className="relative min-w-0 flex-1">
      <Input
        ref={input}
        value={typed}
        role="combobox"
        aria-expanded={listed}
        aria-controls={listed ? `${id}-list` : undefined}
        aria-activedescendant={active ?? undefined}
        aria-autocomplete="list"
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.target.value);
          place();
        }}
        onFocus={place}
        onClick={place}
        onKeyUp={(event) => {
          if (event.key === "ArrowLeft" || event.key === "ArrowRight") place();
        }}
        onBlur={() => setCaret(null)}
        onKeyDown={(event) => {
          if (completionKeys.current(event.key)) event.preventDefault();
          else if (event.key === "Escape") event.currentTarget.blur();
        }}
        aria-label="Filter runs"
        aria-invalid={sentence !== null}
        aria-describedby={sentence === null ? undefined : `${id}-problem`}
        placeholder="stage = sft and train/loss < 0.6 and tag: rank-sweep"
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
            send("");
          }}
        >
          <X aria-hidden className="size-3.5" />
        </Button>
      ) : null}
      <div className="absolute top-full right-0 left-0 z-30 mt-1">
        {sentence === null ? null : (
          <FilterProblemNote
            id={`${id}-problem`}
            source={typed}
            sentence={sentence}
            problem={problem}
            onReplace={replace}
          />
        )}
        {caret === null ? null : (
          <Suspense fallback={null}>
            <FilterCompletions
              id={`${id}-list`}
              source={typed}
              caret={caret}
              onReplace={replace}
              onActive={setActive}
              onListed={setListed}
              keys={completionKeys}
            />
          </Suspense>
        )}
      </div>
    </div>
  );
}
