"use client";

import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useProject } from "../layout/project-context";
import { type RouterInputs, type RouterOutputs, useTRPC } from "../layout/trpc";

const PAGE = 100;

export type ListedPair = RouterOutputs["pairs"]["drafts"]["items"][number];
export type PairFilter = Pick<
  RouterInputs["pairs"]["drafts"],
  "set" | "origin" | "bucket" | "split" | "state" | "query"
>;

/** The pairs from `first` to `last` of those that the filter keeps, read in pages as they come into sight. */
export function useDraftPages(filter: PairFilter, sight: { first: number; last: number }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const from = Math.floor(sight.first / PAGE);
  const to = Math.max(from, Math.floor(sight.last / PAGE));
  const offsets = Array.from({ length: to - from + 1 }, (_, at) => (from + at) * PAGE);
  const pages = useQueries({
    queries: offsets.map((offset) =>
      trpc.pairs.drafts.queryOptions(
        { project: project.slug, ...filter, offset, limit: PAGE },
        { placeholderData: offset === 0 ? keepPreviousData : undefined },
      ),
    ),
  });
  const pairAt = (index: number): ListedPair | null =>
    pages[Math.floor(index / PAGE) - from]?.data?.items[index % PAGE] ?? null;
  const failed = pages.find((page) => page.error);
  return {
    pairAt,
    total: pages.find((page) => page.data)?.data?.total ?? null,
    pending: pages.every((page) => page.isPending),
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}
