"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { RunSort } from "@/domain/runs/run-sort";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { useLive } from "../live/live-provider";
import { useThrottled } from "../live/use-throttled";

export type RunGroup = RouterOutputs["runs"]["groups"]["items"][number];

const PAGE_GROUPS = 100;
/** Groups hold many runs, so something in them changes often; they are folded anew at most so often. */
const RENEW_MILLISECONDS = 10_000;

export function useRunGroups(of: { filter: string; by: readonly string[]; sort: RunSort; columns: readonly string[] }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const options = trpc.runs.groups.infiniteQueryOptions(
    {
      project: project.slug,
      filter: of.filter,
      by: [...of.by],
      sort: of.sort,
      columns: [...of.columns],
      limit: PAGE_GROUPS,
    },
    { getNextPageParam: (page) => page.nextCursor, initialCursor: null, placeholderData: keepPreviousData },
  );
  const query = useInfiniteQuery(options);
  const groups = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  const renew = useThrottled(() => void query.refetch(), RENEW_MILLISECONDS);
  useLive("runs", (message) => {
    if (message.kind === "state" || message.kind === "evaluation" || message.kind === "deleted") renew();
  });
  return {
    groups,
    total: query.data?.pages[0]?.total ?? null,
    runs: query.data?.pages[0]?.runs ?? null,
    error: query.error,
    pending: query.isPending,
    stale: query.isPlaceholderData,
    more: query.hasNextPage && !query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}
