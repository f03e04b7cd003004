"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { RUN_RULES } from "@/domain/runs/run-rules";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { useLive } from "../live/live-provider";
import { useThrottled } from "../live/use-throttled";
import type { RunRow } from "./run-row-type";

const LOSS = "train/loss";
const BUCKETS = 40;
const MOST_RUNS = 100;
const MOST_KEPT = 2_000;

/** The course of the training loss of these rows, in as many points as a sparkline has room for. */
export function useLossLines(rows: readonly RunRow[]): ReadonlyMap<string, readonly (number | null)[]> {
  const { project } = useProject();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const trained = rows.filter((row) => row.stage !== "generate" && row.attempt > 0).slice(0, MOST_RUNS);
  const live = trained.filter((row) => RUN_RULES[row.state].live).map((row) => row.id);
  const settled = trained.filter((row) => !RUN_RULES[row.state].live).map((row) => row.id);
  const read = (runs: string[]) =>
    trpc.series.read.queryOptions(
      { project: project.slug, runs: runs.sort(), keys: [LOSS], axis: "step", buckets: BUCKETS },
      { enabled: runs.length > 0, placeholderData: keepPreviousData, staleTime: 60_000 },
    );
  const liveOptions = read(live);
  const liveLines = useQuery(liveOptions);
  const settledLines = useQuery(read(settled));
  const redraw = useThrottled(() => queryClient.invalidateQueries({ queryKey: liveOptions.queryKey }), 3_000);
  useLive("runs", (message) => {
    if (message.kind === "series" && live.includes(message.runId)) redraw();
  });
  /** What was drawn stays drawn when a row comes into sight again. */
  const [kept, setKept] = useState<ReadonlyMap<string, readonly (number | null)[]>>(new Map());
  useEffect(() => {
    const read = [...linesOf(settledLines.data), ...linesOf(liveLines.data)];
    if (read.length > 0) setKept((before) => new Map([...before, ...read].slice(-MOST_KEPT)));
  }, [settledLines.data, liveLines.data]);
  return kept;
}

type Segments = RouterOutputs["series"]["read"];

/** Attempts follow each other in one line; a bucket without a finite point stays a gap. */
export function linesOf(segments: Segments | undefined): Map<string, (number | null)[]> {
  const lines = new Map<string, (number | null)[]>();
  for (const { run, buckets } of segments ?? []) lines.set(run, [...(lines.get(run) ?? []), ...buckets.mean]);
  return lines;
}
