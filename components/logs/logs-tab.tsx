"use client";

import dynamic from "next/dynamic";
import { useCallback, useEffect, useRef, useState } from "react";
import type { TabProps } from "../run/run-data";
import { isOpen } from "../run/run-tabs";
import { useUrlParams } from "../run/use-url-params";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { loadPart } from "../ui/load-part";
import { Skeleton } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { useFixedRows } from "../ui/use-fixed-rows";
import { lastOverwrite } from "./ansi";
import { LINE_HEIGHT, LogLines } from "./log-lines";
import { LogToolbar } from "./log-toolbar";
import { type LogLevel, type LogLine, useLogHead, useLogPages, useMatchingLines } from "./use-log-lines";
import { useSettled } from "./use-settled";

const WholeLine = dynamic(() => loadPart(() => import("./whole-line").then((module) => module.WholeLine)));

const OVERSCAN = 30;
const LEVELS: readonly LogLevel[] = ["info", "warning", "error"];

/** What the run wrote on its streams. What is searched for stays out of the address. */
export function LogsTab({ project, run }: TabProps) {
  const of = { project, run: run.id };
  const { params, set } = useUrlParams();
  const level = LEVELS.find((one) => one === params.get("level")) ?? null;
  const [typed, setTyped] = useState("");
  const [whole, setWhole] = useState<LogLine | null>(null);
  const query = useSettled(typed);
  const filtered = query !== "" || level !== null;
  const scroller = useRef<HTMLDivElement>(null);

  const head = useLogHead(of);
  const matching = useMatchingLines(of, { query, level }, filtered);
  const matched = (filtered && matching.data?.pages.flatMap((page) => page.lines)) || [];
  const total = head.data?.total ?? 0;
  const firstError = head.data?.firstError ?? null;
  const count = filtered ? matched.length : total;

  const wanted = Number(params.get("line") ?? 0) || (params.get("first") === "error" ? (firstError ?? 0) : 0);
  const [follow, setFollow] = useState(isOpen(run.state) && !params.has("line") && !params.has("first"));
  const rows = useFixedRows(scroller, { count, rowHeight: LINE_HEIGHT, overscan: OVERSCAN });
  const pages = useLogPages(of, rows.first, rows.last, !filtered && total > 0);
  const lineAt = (index: number) => (filtered ? matched[index] : pages.lines.get(index));

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = matching;
  useEffect(() => {
    if (filtered && hasNextPage && !isFetchingNextPage && rows.last > matched.length - 100) void fetchNextPage();
  }, [filtered, hasNextPage, isFetchingNextPage, fetchNextPage, rows.last, matched.length]);

  const { scrollTo } = rows;
  useEffect(() => {
    if (follow && count > 0) scrollTo(count - 1);
  }, [follow, count, scrollTo]);

  const jump = !follow && !filtered && total > 0 ? wanted : 0;
  const arrived = useRef(0);
  useEffect(() => {
    // Lines that arrive later must not pull the reader back.
    if (jump > 0 && arrived.current !== jump) scrollTo(jump - 1);
    arrived.current = jump;
  }, [jump, scrollTo]);

  const showLine = useCallback(
    (number: number) => {
      setFollow(false);
      setTyped("");
      arrived.current = 0;
      set({ level: null, first: null, line: String(number) });
    },
    [set],
  );
  const copy = () => {
    const lines = filtered ? matched : [...pages.lines.values()].sort((a, b) => a.number - b.number);
    navigator.clipboard.writeText(lines.map((line) => lastOverwrite(line.text)).join("\n")).then(
      () => toast.success(`${lines.length} lines copied.`),
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
  const searching = typed !== query || (filtered && (matching.isPending || matching.isPlaceholderData));
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
        counts={{
          matching: filtered ? (matching.data?.pages[0]?.matching ?? 0) : null,
          total: head.data?.total ?? null,
          searching,
        }}
        firstError={firstError}
        onFirstError={() => firstError !== null && showLine(firstError)}
        follow={follow}
        onFollow={() => setFollow(!follow)}
        onCopy={copy}
      />
      {pages.error || matching.isError ? (
        <ErrorState what="These lines" error={pages.error ?? matching.error} onRetry={() => head.refetch()} />
      ) : null}
      {filtered && !searching && matched.length === 0 ? <EmptyState title="No line matches" /> : null}
      {head.data ? null : <Skeleton className="m-4 h-80" />}
      <LogLines
        scroller={scroller}
        rows={rows}
        count={count}
        lineAt={lineAt}
        query={query}
        wanted={wanted}
        onNumber={showLine}
        onWhole={setWhole}
        onFollow={setFollow}
      />
      {whole ? <WholeLine line={whole} onClose={() => setWhole(null)} /> : null}
    </div>
  );
}
