"use client";

import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RunSort } from "@/domain/runs/run-sort";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC, useTRPCClient } from "../layout/trpc";
import type { RunRow } from "./run-row-type";

export type RunPage = RouterOutputs["runs"]["list"];
export const PAGE_ROWS = 100;

type Question = { filter: string; sort: RunSort; columns: readonly string[] };
type Rows = { first: number; last: number };

/** Pages that hold these rows, and so many before and after them. */
export function pagesAround({ first, last }: Rows, total: number, neighbours: number): number[] {
  const most = Math.max(0, Math.ceil(total / PAGE_ROWS) - 1);
  const from = Math.max(0, Math.floor(first / PAGE_ROWS) - neighbours);
  const to = Math.min(most, Math.floor(last / PAGE_ROWS) + neighbours);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}

/**
 * A list of any length by pages that are fetched as they come into sight, the scroll bar true from the first. Nothing
 * that is launched later moves a row: all pages are as of the first one.
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
  const keyOf = (page: number) => [...listKey, { page, epoch }] as const;
  // What the server drew belongs to the question that the page was opened with.
  const [opening] = useState({ base, initial });
  const first = useQuery({
    queryKey: keyOf(0),
    queryFn: ({ signal }) => client.runs.list.query(base, { signal }),
    placeholderData: keepPreviousData,
    initialData: epoch === 0 && opening.initial && opening.base === base ? opening.initial : undefined,
  });
  const asOf = first.isPlaceholderData ? undefined : first.data?.asOf;
  const total = first.data?.total ?? 0;
  const inSight = pagesAround(sight, total, 0);
  // What is seen comes first; the pages beside it follow, so that scrolling finds them there.
  const seen = inSight.every((page) => page === 0 || queryClient.getQueryData(keyOf(page)) !== undefined);
  const wanted = asOf ? (seen ? pagesAround(sight, total, 1) : inSight).filter((page) => page > 0) : [];
  const others = useQueries({
    queries: wanted.map((page) => ({
      queryKey: keyOf(page),
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
    keyOf,
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
    pending: first.isPending,
    stale: first.isPlaceholderData,
    retry: () => void first.refetch(),
    readAnew: () => setEpoch((before) => before + 1),
  };
}

export type RunPages = ReturnType<typeof useRunPages>;
