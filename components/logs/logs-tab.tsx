"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import type { TabProps } from "../run/run-data";
import { isOpen } from "../run/run-tabs";
import { useUrlParams } from "../run/use-url-params";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { lastOverwrite } from "./ansi";
import { LogRow } from "./log-row";
import { LogToolbar } from "./log-toolbar";
import { type LogLevel, useLogHead, useLogPages, useMatchingLines } from "./use-log-lines";

/** A million of them stay below the height that Firefox allows one element (17.8 million pixels). */
const LINE_HEIGHT = 17;
const LEVELS: readonly LogLevel[] = ["info", "warning", "error"];

/** What the run wrote on its streams. What is searched for stays out of the address. */
export function LogsTab({ project, run }: TabProps) {
  const of = { project, run: run.id };
  const { params, set } = useUrlParams();
  const level = LEVELS.find((one) => one === params.get("level")) ?? null;
  const [typed, setTyped] = useState("");
  const query = useDeferredValue(typed);
  const filtered = query !== "" || level !== null;
  const scroller = useRef<HTMLDivElement>(null);

  const head = useLogHead(of);
  const matching = useMatchingLines(of, { query, level }, filtered);
  const matched = matching.data?.pages.flatMap((page) => page.lines) ?? [];
  const total = head.data?.total ?? 0;
  const firstError = head.data?.firstError ?? null;
  const count = filtered ? matched.length : total;

  const wanted = Number(params.get("line") ?? 0) || (params.get("first") === "error" ? (firstError ?? 0) : 0);
  const [follow, setFollow] = useState(isOpen(run.state) && !params.has("line") && !params.has("first"));
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 30,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const pages = useLogPages(of, first, last, !filtered && total > 0);
  const lineAt = (index: number) => (filtered ? matched[index] : pages.lines.get(index));

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = matching;
  useEffect(() => {
    if (filtered && hasNextPage && !isFetchingNextPage && last > matched.length - 100) void fetchNextPage();
  }, [filtered, hasNextPage, isFetchingNextPage, fetchNextPage, last, matched.length]);

  useEffect(() => {
    if (follow && count > 0) virtual.scrollToIndex(count - 1, { align: "end" });
  }, [follow, count, virtual]);

  const known = total > 0;
  useEffect(() => {
    if (wanted > 0 && known && !filtered) virtual.scrollToIndex(wanted - 1, { align: "center" });
  }, [wanted, known, filtered, virtual]);

  const showLine = (number: number) => {
    setFollow(false);
    setTyped("");
    set({ level: null, first: null, line: String(number) });
  };
  const copy = () => {
    const lines = items.flatMap(({ index }) => lineAt(index) ?? []);
    const all = filtered
      ? matched
      : lines.length > 0
        ? [...pages.lines.values()].sort((a, b) => a.number - b.number)
        : [];
    const text = all.map((line) => lastOverwrite(line.text)).join("\n");
    navigator.clipboard.writeText(text).then(
      () => toast.success(`${all.length} lines copied.`),
      () => toast.error("The browser did not allow copying."),
    );
  };

  if (head.isError && !head.data) {
    return <ErrorState what="The logs" error={head.error} onRetry={() => head.refetch()} />;
  }
  if (head.data && total === 0) {
    return (
      <EmptyState title="No log lines">
        {isOpen(run.state)
          ? "What the run writes on its streams appears here."
          : "The run wrote nothing on its streams."}
      </EmptyState>
    );
  }
  const answered = matching.data?.pages[0]?.matching ?? null;
  return (
    <div className="flex min-h-80 flex-1 flex-col">
      <LogToolbar
        typed={typed}
        onType={(text) => {
          setTyped(text);
          setFollow(false);
        }}
        level={level ?? "all"}
        onLevel={(value) => set({ level: value === "all" ? null : value, line: null, first: null })}
        counts={{ matching: filtered ? (answered ?? 0) : null, total }}
        firstError={firstError}
        onFirstError={() => firstError !== null && showLine(firstError)}
        follow={follow}
        onFollow={() => setFollow(!follow)}
        onCopy={copy}
      />
      {pages.error || matching.isError ? (
        <ErrorState what="These lines" error={pages.error ?? matching.error} onRetry={() => head.refetch()} />
      ) : null}
      {filtered && matching.data && matched.length === 0 ? <EmptyState title="No line matches" /> : null}
      {head.data ? null : <Skeleton className="m-4 h-80" />}
      <div
        ref={scroller}
        className="min-h-0 flex-1 overflow-auto border-line border-t bg-raised font-mono text-xs leading-[17px]"
        onWheel={(event) => {
          if (event.deltaY < 0) setFollow(false);
        }}
      >
        <button
          type="button"
          className="sr-only focus-visible:not-sr-only focus-visible:sticky focus-visible:top-0 focus-visible:left-0 focus-visible:z-10 focus-visible:bg-surface focus-visible:px-2"
          onKeyDown={(event) => {
            if (["ArrowUp", "PageUp", "Home"].includes(event.key)) setFollow(false);
            if (event.key === "End") setFollow(true);
          }}
        >
          Log lines: arrow keys, page keys, Home and End scroll
        </button>
        <div className="relative min-w-full" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const line = lineAt(index);
            return (
              <div key={index} className="absolute left-0 min-w-full" style={{ top: start, height: LINE_HEIGHT }}>
                {line ? (
                  <LogRow line={line} query={query} marked={line.number === wanted} onNumber={showLine} />
                ) : (
                  <span className="block w-16 text-right text-muted">{filtered ? "" : index + 1}</span>
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
