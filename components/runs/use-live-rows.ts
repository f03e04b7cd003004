"use client";

import { useQueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useEffect, useRef, useState } from "react";
import { useTRPCClient } from "../layout/trpc";
import { useLive } from "../live/live-provider";
import { useThrottled } from "../live/use-throttled";
import type { RunRow } from "./run-row-type";
import { knownPages, type RunPage, type RunPages } from "./use-run-pages";

/** One request at most a second, however many runs speak. */
const UPDATE_MILLISECONDS = 1_000;
const COUNT_MILLISECONDS = 2_000;
const MOST_UPDATED = 200;

/** The same order, the new facts: nothing moves under the hand. The page itself comes back where nothing changed. */
export function replaceRows<Row extends { id: string }, Page extends { items: Row[] }>(
  page: Page,
  changed: readonly Row[],
): Page {
  const byId = new Map(changed.map((row) => [row.id, row]));
  if (!page.items.some(({ id }) => byId.has(id))) return page;
  return { ...page, items: page.items.map((row) => byId.get(row.id) ?? row) };
}

/** Keeps the rows in sight as they are now, counts what was launched since, and remembers what was deleted. */
export function useLiveRows(list: RunPages, drawsMetrics: boolean) {
  const { project, base, listKey, pages, asOf } = list;
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const changed = useRef(new Set<string>());
  const [newer, setNewer] = useState(0);
  const [deleted, setDeleted] = useState<ReadonlySet<string>>(new Set());

  const update = useThrottled(async () => {
    const ids = [...changed.current].slice(0, MOST_UPDATED);
    for (const id of ids) changed.current.delete(id);
    if (ids.length === 0) return;
    try {
      const fresh: RunRow[] = await client.runs.rows.query({ project, ids, columns: base.columns });
      queryClient.setQueriesData<RunPage>(knownPages(listKey), (before) => before && replaceRows(before, fresh));
    } catch (error) {
      if (!(error instanceof TRPCClientError)) throw error;
      for (const id of ids) changed.current.add(id);
    }
    if (changed.current.size > 0) update();
  }, UPDATE_MILLISECONDS);

  const count = useThrottled(async () => {
    if (asOf) setNewer(await client.runs.newer.query({ project, filter: base.filter, asOf }));
  }, COUNT_MILLISECONDS);

  useEffect(() => {
    // A list that is read anew holds all there is; before it stands there is nothing to count from.
    if (asOf) setNewer(0);
  }, [asOf]);

  useLive("runs", (message) => {
    if (message.kind === "listening" || message.kind === "logs") return;
    const { runId } = message;
    if (message.kind === "deleted") {
      setDeleted((before) => new Set([...before, runId]));
      return;
    }
    const holds = (page: RunPage | undefined) => page?.items.some(({ id }) => id === runId) ?? false;
    const shown = [...pages.values()].some(holds);
    // Rows out of sight keep their places too: read alone, a page would not fit to those around it any more.
    const kept =
      shown ||
      (message.kind === "state" &&
        queryClient.getQueriesData<RunPage>(knownPages(listKey)).some(([, page]) => holds(page)));
    if (kept && (message.kind !== "series" || drawsMetrics)) {
      changed.current.add(runId);
      update();
    } else if (!kept && message.kind === "state") {
      count();
    }
  });

  return { newer, deleted };
}
