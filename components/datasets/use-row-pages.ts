"use client";

import { keepPreviousData, useQueries } from "@tanstack/react-query";
import type { Split } from "@/domain/datasets/dataset-types";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";

const PAGE = 100;

export type ListedRow = RouterOutputs["datasets"]["versions"]["rows"]["items"][number];
export type RowFilter = { version: string; split: Split | null; query: string };

/** The rows from `first` to `last` of those that the filter keeps, read in pages as they come into sight. */
export function useRowPages({ version, split, query }: RowFilter, sight: { first: number; last: number }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const from = Math.floor(sight.first / PAGE);
  const to = Math.max(from, Math.floor(sight.last / PAGE));
  const offsets = Array.from({ length: to - from + 1 }, (_, at) => (from + at) * PAGE);
  const pages = useQueries({
    queries: offsets.map((offset) =>
      trpc.datasets.versions.rows.queryOptions(
        { project: project.slug, version, split: split ?? undefined, query: query || undefined, offset, limit: PAGE },
        { staleTime: Number.POSITIVE_INFINITY, placeholderData: offset === 0 ? keepPreviousData : undefined },
      ),
    ),
  });
  const rowAt = (index: number): ListedRow | null => {
    const at = Math.floor(index / PAGE) - from;
    return pages[at]?.data?.items[index % PAGE] ?? null;
  };
  const failed = pages.find((page) => page.error);
  return {
    rowAt,
    total: pages.find((page) => page.data)?.data?.total ?? null,
    pending: pages.every((page) => page.isPending),
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}
