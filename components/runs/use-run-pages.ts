"use client";

import {
  hashKey,
  keepPreviousData,
  type Query,
  type QueryKey,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RunSort } from "@/domain/runs/run-sort";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC, useTRPCClient } from "../layout/trpc";
import type { RunRow } from "./run-row-type";

export type RunPage = RouterOutputs["runs"]["list"];
export const PAGE_ROWS = 100;

type Question = { filter: string; sort: RunSort; columns: readonly string[] };
type Rows = { first: number; last: number };

/** All pages of one list that are known, and of no other list that asks for more columns. */
export function knownPages(listKey: QueryKey): { queryKey: QueryKey; predicate: (query: Query) => boolean } {
  const hash = hashKey(listKey);
  return { queryKey: listKey, predicate: ({ queryKey }) => hashKey(queryKey.slice(0, listKey.length)) === hash };
}

/** Pages that hold these rows, and so many before and after them. */
export function pagesAround({ first, last }: Rows, total: number, neighbours: number): number[] {
  const most = Math.max(0, Math.ceil(total / PAGE_ROWS) - 1);
  const from = Math.max(0, Math.floor(first / PAGE_ROWS) - neighbours);
  const to = Math.min(most, Math.floor(last / PAGE_ROWS) + neighbours);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}

/**
 * A list of any length by pages that are fetched as they come into sight, the scroll bar true from the first. All pages
 * are as of one reading of the first, so that no row stands twice and none is passed over.
 */
export function useRunPages({ filter, sort, columns }: Question, initial: RunPage | null) {
  const { project } = useProject();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [epoch, setEpoch] = useState(0);
  const [sight, setSight] = useState<Rows>({ first: 0, last: 0 });
  const base = useMemo(
    () => ({ project: project.slug, filter, sort, columns: [...columns], limit: PAGE_ROWS }),
    [project.slug, filter, sort, columns],
  );
  const listKey = trpc.runs.list.queryKey(base);
  // What the server drew belongs to the question that the page was opened with.
  const [opening] = useState({ base, initial });
  const first = useQuery({
    queryKey: [...listKey, { epoch }],
    queryFn: ({ signal }) => client.runs.list.query(base, { signal }),
    placeholderData: keepPreviousData,
    initialData: epoch === 0 && opening.initial && opening.base === base ? opening.initial : undefined,
  });
  const asOf = first.isPlaceholderData ? undefined : first.data?.asOf;
  // The others belong to one reading of the first: where that was read anew, rows may have passed from page to page.
  const keyOf = (page: number) => [...listKey, page === 0 ? { epoch } : { epoch, asOf, page }] as const;
  const total = first.data?.total ?? 0;
  const inSight = pagesAround(sight, total, 0);
  // What is seen comes first; the pages beside it follow, so that scrolling finds them there.
  const seen = inSight.every((page) => page === 0 || queryClient.getQueryData(keyOf(page)) !== undefined);
  const wanted = asOf ? (seen ? pagesAround(sight, total, 1) : inSight).filter((page) => page > 0) : [];
  const others = useQueries({
    queries: wanted.map((page) => ({
      queryKey: keyOf(page),
      staleTime: "static" as const,
      queryFn: ({ signal }: { signal: AbortSignal }) => {
        const before = queryClient.getQueryData<RunPage>(keyOf(page - 1));
        // A page that follows one that is there goes by its cursor; the scroll bar may jump over others.
        const place = before?.nextCursor ? { cursor: before.nextCursor } : { skip: page * PAGE_ROWS };
        return client.runs.list.query({ ...base, asOf, ...place }, { signal });
      },
    })),
  });

  /** While columns are added the rows that are seen stay; they belong to this order alone. */
  const orderKey = JSON.stringify([filter, sort, epoch]);
  const kept = useRef({ orderKey, rows: new Map<number, RunRow>() });
  if (kept.current.orderKey !== orderKey && asOf) kept.current = { orderKey, rows: new Map() };
  const pages = useMemo(() => {
    const found = new Map<number, RunPage>();
    if (first.data) found.set(0, first.data);
    for (const [at, page] of wanted.entries()) {
      const data = others[at]?.data;
      if (data) found.set(page, data);
    }
    return found;
  }, [first.data, wanted, others]);
  useEffect(() => {
    for (const [page, { items }] of pages) {
      for (const [at, row] of items.entries()) kept.current.rows.set(page * PAGE_ROWS + at, row);
    }
  }, [pages]);
  const rowAt = useCallback(
    (index: number) =>
      pages.get(Math.floor(index / PAGE_ROWS))?.items[index % PAGE_ROWS] ?? kept.current.rows.get(index),
    [pages],
  );

  return {
    project: project.slug,
    base,
    epoch,
    listKey,
    pages,
    rowAt,
    see: useCallback(
      (rows: Rows) => setSight((before) => (before.first === rows.first && before.last === rows.last ? before : rows)),
      [],
    ),
    sight,
    asOf,
    total: first.data?.total ?? null,
    all: first.data?.all ?? null,
    error: first.error,
    /** Of a page further down; the others can be read. */
    pageError: others.find((page) => page.error)?.error ?? null,
    pending: first.isPending,
    stale: first.isPlaceholderData,
    retry: () => void first.refetch(),
    retryPages: () => void Promise.all(others.filter((page) => page.error).map((page) => page.refetch())),
    readAnew: () => setEpoch((before) => before + 1),
  };
}

export type RunPages = ReturnType<typeof useRunPages>;
