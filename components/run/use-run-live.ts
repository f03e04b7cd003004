"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { useTRPC } from "../layout/trpc";
import { useLive } from "../live/live-provider";
import { CurrentValues } from "./current-values";

/** Curves and lists are read again at most once a second, however fast a run speaks. */
const REDRAW_MILLISECONDS = 1_000;

/** Keeps what this page shows of a run fresh; what nobody looks at is only marked stale. */
export function useRunLive(run: string): CurrentValues {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const values = useMemo(() => new CurrentValues(), []);
  const waiting = useRef(new Map<string, QueryKey>());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );

  const later = (keys: readonly QueryKey[]) => {
    for (const key of keys) waiting.current.set(JSON.stringify(key), key);
    timer.current ??= setTimeout(() => {
      timer.current = null;
      for (const key of waiting.current.values()) void queryClient.invalidateQueries({ queryKey: key });
      waiting.current.clear();
    }, REDRAW_MILLISECONDS);
  };

  useLive(`run:${run}`, (message) => {
    switch (message.kind) {
      case "deleted":
      case "state":
        void queryClient.invalidateQueries({ queryKey: trpc.runs.byId.pathKey() });
        later([trpc.attempts.byRun.pathKey(), trpc.artifacts.byRun.pathKey(), trpc.lineage.byRun.pathKey()]);
        return;
      case "progress":
        return later([trpc.runs.byId.pathKey()]);
      case "series":
        if (message.values) values.tell(message.values);
        return later([trpc.series.curves.pathKey(), trpc.series.sharedKeys.pathKey()]);
      case "generations":
        return later([trpc.generations.list.pathKey()]);
      case "evaluation":
        return later([
          trpc.evaluations.byRun.pathKey(),
          trpc.evaluations.examples.pathKey(),
          trpc.evaluations.distribution.pathKey(),
        ]);
      case "margins":
        return later([trpc.margins.byRun.pathKey(), trpc.margins.sweep.pathKey()]);
      case "artifacts":
      case "checkpoints":
        return later([trpc.artifacts.byRun.pathKey(), trpc.runs.byId.pathKey()]);
      case "logs":
        return later([trpc.logs.read.pathKey()]);
      default:
        return;
    }
  });
  return values;
}
