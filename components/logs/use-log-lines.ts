"use client";

import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import type { RouterInputs, RouterOutputs } from "../layout/trpc";
import { useTRPC, useTRPCClient } from "../layout/trpc";
import { useSettled } from "./use-settled";

export const PAGE_LINES = 500;
const SETTLE_MILLISECONDS = 60;
const MOST_PAGES = 3;

export type LogLine = RouterOutputs["logs"]["read"]["lines"][number];
export type LogLevel = NonNullable<RouterInputs["logs"]["read"]["level"]>;
type Of = { project: string; run: string };

/** How much there is, and where the first error stands. */
export function useLogHead(of: Of) {
  const trpc = useTRPC();
  return useQuery(trpc.logs.read.queryOptions({ ...of, limit: 1 }, { placeholderData: keepPreviousData }));
}

/** Lines by their number: they have no holes, so that any place of a million is one page away. */
export function useLogPages(of: Of, first: number, last: number, enabled: boolean) {
  const trpc = useTRPC();
  // Whoever drags the scroll bar passes hundreds of pages and wants the last of them.
  const from = useSettled(Math.floor(first / PAGE_LINES), SETTLE_MILLISECONDS);
  const to = useSettled(Math.floor(last / PAGE_LINES), SETTLE_MILLISECONDS);
  const pages: number[] = [];
  for (let page = from; page <= Math.min(to, from + MOST_PAGES - 1); page++) pages.push(page);
  const queries = useQueries({
    queries: pages.map((page) =>
      trpc.logs.read.queryOptions({ ...of, after: page * PAGE_LINES, limit: PAGE_LINES }, { enabled }),
    ),
  });
  const lines = new Map<number, LogLine>();
  for (const query of queries) for (const line of query.data?.lines ?? []) lines.set(line.number - 1, line);
  return { lines, error: queries.find((query) => query.isError)?.error ?? null };
}

/** Lines that match, read on as one scrolls. */
export function useMatchingLines(of: Of, filter: { query: string; level: LogLevel | null }, enabled: boolean) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const input = {
    ...of,
    limit: PAGE_LINES,
    ...(filter.query ? { query: filter.query } : {}),
    ...(filter.level ? { level: filter.level } : {}),
  };
  return useInfiniteQuery({
    queryKey: [...trpc.logs.read.pathKey(), "matching", input],
    queryFn: ({ pageParam, signal }) => client.logs.read.query({ ...input, after: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.lines.length < PAGE_LINES ? undefined : page.lines.at(-1)?.number),
    placeholderData: keepPreviousData,
    enabled,
  });
}
