"use client";

import { type Query, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { z } from "zod";
import { useTRPC } from "../layout/trpc";
import { useLive } from "../live/live-provider";
import { useThrottled } from "../live/use-throttled";

/** Curves of many runs are read again at most this often. */
const REDRAW_MILLISECONDS = 2_000;

const drawn = z.tuple([z.unknown(), z.object({ input: z.object({ runs: z.array(z.string()) }) })]);

/** Once a page, whatever number of charts it has: reads again those curves whose runs have said something. */
export function useRunsLive(): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const spoke = useRef(new Set<string>());
  const redraw = useThrottled(() => {
    const runs = spoke.current;
    spoke.current = new Set();
    const predicate = ({ queryKey }: Query) => {
      const reading = drawn.safeParse(queryKey);
      return reading.success && reading.data[1].input.runs.some((run) => runs.has(run));
    };
    void queryClient.invalidateQueries({ queryKey: trpc.series.curves.pathKey(), predicate });
    void queryClient.invalidateQueries({ queryKey: trpc.series.sharedKeys.pathKey(), predicate });
  }, REDRAW_MILLISECONDS);
  useLive("runs", (message) => {
    if (message.kind !== "series") return;
    spoke.current.add(message.runId);
    redraw();
  });
}
