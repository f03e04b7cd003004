"use client";

import { keepPreviousData, useQueries } from "@tanstack/react-query";
import type { RouterInputs, RouterOutputs } from "../layout/trpc";
import { useTRPC } from "../layout/trpc";

export const PAGE_ROWS = 100;

type Request = Omit<RouterInputs["evaluations"]["examples"], "offset" | "limit">;
export type ExampleRow = RouterOutputs["evaluations"]["examples"]["rows"][number];

/** The pages that hold the visible rows; sorting and cutting happen in the database. */
export function useExamplePages(request: Request, first: number, last: number) {
  const trpc = useTRPC();
  const pages: number[] = [];
  for (let page = Math.floor(first / PAGE_ROWS); page <= Math.floor(last / PAGE_ROWS); page++) pages.push(page);
  const queries = useQueries({
    queries: pages.map((page) =>
      trpc.evaluations.examples.queryOptions(
        { ...request, offset: page * PAGE_ROWS, limit: PAGE_ROWS },
        { placeholderData: page === 0 ? keepPreviousData : undefined },
      ),
    ),
  });
  const rows = new Map<number, ExampleRow>();
  queries.forEach((query, index) => {
    query.data?.rows.forEach((row, at) => {
      rows.set((pages[index] ?? 0) * PAGE_ROWS + at, row);
    });
  });
  const failed = queries.find((query) => query.isError);
  return {
    rows,
    total: queries.find((query) => query.data)?.data?.total ?? null,
    error: failed?.error ?? null,
    retry: () => queries.forEach((query) => void (query.isError && query.refetch())),
  };
}
