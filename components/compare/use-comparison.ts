"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { readCompareAddress } from "@/domain/comparison/compare-address";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { useUrlParams } from "../run/use-url-params";

export type Report = RouterOutputs["compare"]["report"];
export type Arm = Report["arms"][number];
export type Comparison = Report["table"][number];

/** While a run goes on, its numbers are read again now and then; nothing is said as soon as it is known. */
const OPEN_MILLISECONDS = 15_000;

const SETTLED = new Set(["finished", "failed", "cancelled", "lost"]);

function isOpen(report: Report | undefined): boolean {
  return report?.arms.some((arm) => arm.runs.some((run) => !SETTLED.has(run.state))) ?? false;
}

/** What the address asks for, and the answer. */
export function useComparison(project: string) {
  const { params, set } = useUrlParams();
  const asked = useMemo(() => readCompareAddress(params), [params]);
  const trpc = useTRPC();
  const { runs, baseline, against, metric, fold, readings } = asked;
  const query = useQuery(
    trpc.compare.report.queryOptions(
      {
        project,
        runs,
        fold,
        readings,
        // A link stays good when a run in it was deleted, or a run was added that has another metric.
        strict: false,
        ...(baseline ? { baseline } : {}),
        ...(against ? { against } : {}),
        ...(metric ? { metric } : {}),
      },
      {
        enabled: runs.length > 0,
        placeholderData: keepPreviousData,
        staleTime: 30_000,
        refetchInterval: ({ state }) => (isOpen(state.data) ? OPEN_MILLISECONDS : false),
      },
    ),
  );
  const setRuns = useCallback((next: readonly string[]) => set({ runs: next.join(",") }), [set]);
  return { asked, query, set, setRuns };
}
