"use client";

import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import type { RunSort } from "@/domain/runs/run-sort";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC, useTRPCClient } from "../layout/trpc";
import { useLive } from "../live/live-provider";
import { useThrottled } from "../live/use-throttled";
import type { RunRow } from "./run-row-type";

type Page = RouterOutputs["runs"]["list"];
type Pages = InfiniteData<Page, string | null>;

const PAGE_ROWS = 100;
/** One request at most a second, however many runs speak. */
const UPDATE_MILLISECONDS = 1_000;
const MOST_UPDATED = 200;

/** The same order, the new facts: nothing moves under the hand. */
export function replaceRows<Row extends { id: string }, Page extends { items: Row[] }, Param>(
  pages: InfiniteData<Page, Param>,
  changed: readonly Row[],
): InfiniteData<Page, Param> {
  const byId = new Map(changed.map((row) => [row.id, row]));
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, items: page.items.map((row) => byId.get(row.id) ?? row) })),
  };
}

/** Running rows change their duration, so a page by duration may repeat one; the first stays. */
function flatten(pages: readonly Page[]): RunRow[] {
  const seen = new Map<string, RunRow>();
  for (const row of pages.flatMap((page) => page.items)) if (!seen.has(row.id)) seen.set(row.id, row);
  return [...seen.values()];
}

export function useRuns(filter: string, sort: RunSort) {
  const { project } = useProject();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const options = trpc.runs.list.infiniteQueryOptions(
    { project: project.slug, filter, sort, limit: PAGE_ROWS },
    { getNextPageParam: (page) => page.nextCursor, initialCursor: null, placeholderData: keepPreviousData },
  );
  const query = useInfiniteQuery(options);
  const rows = useMemo(() => flatten(query.data?.pages ?? []), [query.data]);
  const known = useMemo(() => new Set(rows.map((row) => row.id)), [rows]);
  const changed = useRef(new Set<string>());
  /** Runs that came after the list was read; they join it when the person asks. */
  const [newRuns, setNewRuns] = useState<ReadonlySet<string>>(new Set());

  const update = useThrottled(async () => {
    const ids = [...changed.current].slice(0, MOST_UPDATED);
    changed.current.clear();
    if (ids.length === 0) return;
    const fresh = await client.runs.rows.query({ project: project.slug, ids });
    queryClient.setQueryData<Pages>(options.queryKey, (pages) => (pages ? replaceRows(pages, fresh) : pages));
  }, UPDATE_MILLISECONDS);

  useLive("runs", (message) => {
    if (message.kind === "listening" || message.kind === "series" || message.kind === "logs") return;
    if (known.has(message.runId)) {
      changed.current.add(message.runId);
      update();
    } else if (message.kind === "state" && (message.state === "queued" || message.state === "waiting")) {
      setNewRuns((before) => new Set([...before, message.runId]));
    }
  });

  return {
    rows,
    matching: query.data?.pages[0]?.total ?? null,
    total: query.data?.pages[0]?.all ?? null,
    error: query.error,
    pending: query.isPending,
    stale: query.isPlaceholderData,
    more: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
    newRuns: [...newRuns].filter((id) => !known.has(id)).length,
    showNewRuns: () => {
      setNewRuns(new Set());
      void queryClient.resetQueries({ queryKey: options.queryKey });
    },
  };
}
