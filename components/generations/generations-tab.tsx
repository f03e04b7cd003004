"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useRef, useState } from "react";
import { formatCount } from "@/domain/format/number";
import { useKeys } from "../layout/keys";
import { useTRPC } from "../layout/trpc";
import type { TabProps } from "../run/run-data";
import { isOpen } from "../run/run-tabs";
import { useUrlParams } from "../run/use-url-params";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { SkeletonLines } from "../ui/skeleton";
import { GenerationCard } from "./generation-card";

const PAGE_ROWS = 25;
const REASONS = ["stop", "length", "error"] as const;
const REASON_WORDS = { stop: "ended by itself", length: "cut at the token limit", error: "error" } as const;

/** Everything the run wrote, beside what it read. What is searched for stays out of the address. */
export function GenerationsTab({ project, run }: TabProps) {
  const trpc = useTRPC();
  const { params, set } = useUrlParams();
  const [typed, setTyped] = useState("");
  const [marks, setMarks] = useState(true);
  const query = useDeferredValue(typed.trim());
  const finishReason = REASONS.find((reason) => reason === params.get("ended"));
  const list = useInfiniteQuery(
    trpc.generations.list.infiniteQueryOptions(
      { project, run: run.id, limit: PAGE_ROWS, query: query || undefined, finishReason },
      {
        initialCursor: 0,
        getNextPageParam: (last, pages) => {
          const read = pages.reduce((sum, page) => sum + page.rows.length, 0);
          return read < last.matching ? read : undefined;
        },
        placeholderData: keepPreviousData,
      },
    ),
  );
  const search = useRef<HTMLInputElement>(null);
  useKeys("Generations", [{ keys: "/", label: "Find in texts", run: () => search.current?.focus() }]);
  if (list.isError) return <ErrorState what="The generations" error={list.error} onRetry={() => list.refetch()} />;
  const latest = list.data?.pages.at(-1);
  if (latest && latest.total === 0) {
    return (
      <EmptyState title="Nothing written yet">
        {isOpen(run.state)
          ? "Texts appear here in batches."
          : "The run ended before it wrote a text. The logs say why."}
      </EmptyState>
    );
  }
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div>
      <div className="sticky top-0 z-10 flex flex-wrap items-center gap-3 border-line border-b bg-surface px-4 py-2">
        <Input
          ref={search}
          type="search"
          aria-label="Find in texts, sources and references"
          placeholder="Find in texts, sources, references  /"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="max-w-80"
        />
        <div className="w-56">
          <Select
            label="How the text ended"
            value={finishReason ?? "all"}
            onChange={(value) => set({ ended: value === "all" ? null : value })}
            options={[
              { value: "all", label: "any ending" },
              ...REASONS.map((reason) => ({
                value: reason,
                label: REASON_WORDS[reason],
                remark: latest ? formatCount(latest.finishReasons[reason]) : undefined,
              })),
            ]}
          />
        </div>
        <span className="flex items-center gap-1.5 text-xs text-muted">
          <Checkbox id="mark-words" checked={marks} onCheckedChange={setMarks} />
          <label htmlFor="mark-words">mark words against the reference</label>
        </span>
        <span className="ml-auto text-xs text-muted" aria-live="polite">
          {latest ? `${formatCount(latest.matching)} of ${formatCount(latest.total)}` : ""}
        </span>
      </div>
      {list.isPending ? (
        <div className="p-4">
          <SkeletonLines lines={8} />
        </div>
      ) : null}
      {latest && latest.matching === 0 ? (
        <EmptyState title="No text matches">Change the search or the ending.</EmptyState>
      ) : null}
      <ol>
        {rows.map((row) => (
          <GenerationCard key={row.id} row={row} marks={marks} ending={REASON_WORDS[row.finishReason]} />
        ))}
      </ol>
      {list.hasNextPage ? (
        <div className="p-4 text-center">
          <Button onClick={() => list.fetchNextPage()} disabled={list.isFetchingNextPage}>
            Show {formatCount(Math.min(PAGE_ROWS, (latest?.matching ?? 0) - rows.length))} more
          </Button>
        </div>
      ) : null}
    </div>
  );
}
