"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../layout/trpc";
import { ALONE } from "../layout/trpc-client";
import type { Range, XAxisKind } from "./series-input";

type Wanted = {
  project: string;
  runs: readonly string[];
  keys: readonly string[];
  axis: XAxisKind;
  zoom: Range | null;
  enabled: boolean;
};

/** Enough for every pixel of the widest card; minimum and maximum keep what falls between. */
const BUCKETS = 500;
/** So many lines cover each other: fewer buckets draw the same picture in half the time. */
const CROWDED_RUNS = 20;
const CROWDED_BUCKETS = 300;

/** Curves at the resolution of the screen; a zoom is fetched at its own, and until it is there the old ones stay. */
export function useCurves({ project, runs, keys, axis, zoom, enabled }: Wanted) {
  const trpc = useTRPC();
  return useQuery(
    trpc.series.curves.queryOptions(
      {
        project,
        runs: [...runs],
        keys: [...keys],
        axis,
        buckets: runs.length * keys.length > CROWDED_RUNS ? CROWDED_BUCKETS : BUCKETS,
        ...(zoom ? { from: zoom[0], to: zoom[1] } : {}),
      },
      {
        enabled: enabled && runs.length > 0,
        // Until the next answer is there the last one stays, under its own axis; other metrics are another picture.
        placeholderData: (last) => (last && last.keys.join("\n") === keys.join("\n") ? last : undefined),
        staleTime: 10_000,
        trpc: ALONE,
      },
    ),
  );
}
