"use client";

import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { type RouterInputs, type RouterOutputs, useTRPC } from "../layout/trpc";

const PAGE_ROWS = 100;

export type ExamplesRequest = Omit<RouterInputs["compare"]["examples"], "offset" | "limit">;
export type ComparedExample = RouterOutputs["compare"]["examples"]["rows"][number];

/** The pages that hold the visible rows; sorting and cutting happen in the database. */
export function useComparedPages(request: ExamplesRequest, first: number, last: number) {
  const trpc = useTRPC();
  const pages: number[] = [];
  for (let page = Math.floor(first / PAGE_ROWS); page <= Math.floor(last / PAGE_ROWS); page++) pages.push(page);
  const queries = useQueries({
    queries: pages.map((page) =>
      trpc.compare.examples.queryOptions(
        { ...request, offset: page * PAGE_ROWS, limit: PAGE_ROWS },
        { placeholderData: page === 0 ? keepPreviousData : undefined, staleTime: 30_000 },
      ),
    ),
  });
  const rows = new Map<number, ComparedExample>();
  queries.forEach((query, index) => {
    query.data?.rows.forEach((row, at) => {
      rows.set((pages[index] ?? 0) * PAGE_ROWS + at, row);
    });
  });
  return {
    rows,
    total: queries.find((query) => query.data)?.data?.total ?? null,
    error: queries.find((query) => query.isError)?.error ?? null,
    retry: () => queries.forEach((query) => void (query.isError && query.refetch())),
  };
}
