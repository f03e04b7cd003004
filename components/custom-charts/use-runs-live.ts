"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../layout/trpc";
import { useLive } from "../live/live-provider";
import { useThrottled } from "../live/use-throttled";

/** Curves of many runs are read again at most this often. */
const REDRAW_MILLISECONDS = 2_000;

/** Reads the curves again when one of these runs has said something. */
export function useRunsLive(runs: readonly string[]): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const redraw = useThrottled(() => {
    void queryClient.invalidateQueries({ queryKey: trpc.series.curves.pathKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.series.sharedKeys.pathKey() });
  }, REDRAW_MILLISECONDS);
  useLive("runs", (message) => {
    if (message.kind === "listening") return redraw();
    if (message.kind === "series" && runs.includes(message.runId)) redraw();
  });
}
