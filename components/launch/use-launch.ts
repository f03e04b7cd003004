"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { formatCounted } from "@/domain/format/number";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { describeError } from "../ui/describe-error";
import { toast } from "../ui/toast";
import { type DraftReading, isSweep, sweepRequestOf } from "./launch-draft";
import { useSettled } from "./use-settled";

const SETTLE_MILLISECONDS = 500;

/** Checks what would be sent, says who waits before it, and starts it. */
export function useLaunch(reading: DraftReading | null) {
  const { project } = useProject();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  // Set before React draws: the second of two quick presses finds it.
  const started = useRef(false);
  const release = () => {
    started.current = false;
  };
  const complete = reading !== null && reading.problems.size === 0;
  const now = JSON.stringify(complete ? reading.request : null);
  const settled = useSettled(now, SETTLE_MILLISECONDS);
  const ready = complete && settled === now;
  const request = { project: project.slug, ...(reading?.request ?? { stage: "" }) };
  const check = useQuery(
    trpc.runs.check.queryOptions(
      { project: project.slug, stage: request.stage, config: request.config, inputs: request.inputs },
      { enabled: ready, placeholderData: keepPreviousData, staleTime: 60_000, meta: { changesByEvents: false } },
    ),
  );
  const sweep = reading && isSweep(reading) ? sweepRequestOf(reading) : null;
  const plan = useQuery(
    trpc.runs.planSweep.queryOptions(
      { project: project.slug, ...(sweep ?? { stage: "" }) },
      {
        enabled: ready && sweep !== null,
        placeholderData: keepPreviousData,
        staleTime: 60_000,
        meta: { changesByEvents: false },
      },
    ),
  );
  const queued = useQuery(trpc.runs.list.queryOptions({ project: project.slug, filter: "state = queued", limit: 1 }));
  const start = useMutation(
    trpc.runs.launch.mutationOptions({
      onError: release,
      onSuccess: ({ runId }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
        toast.success("The run is in the queue.");
        router.push(pageAddress(project.slug, `/runs/${runId}`));
      },
    }),
  );
  const startSweep = useMutation(
    trpc.runs.launchSweep.mutationOptions({
      onError: release,
      onSuccess: ({ runIds, tag }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
        toast.success(`${formatCounted(runIds.length, "run")} are in the queue.`);
        router.push(pageAddress(project.slug, `/runs?filter=${encodeURIComponent(`tag: ${tag}`)}`));
      },
    }),
  );
  const planned = sweep ? plan.data : undefined;
  const planError = plan.error ? describeError(plan.error).sentence : null;
  const failed = start.error ?? startSweep.error;
  const refused = failed ? describeError(failed) : null;
  const blocks = check.data?.checks.filter(({ state }) => state === "block").length ?? 0;
  const checking = complete && (check.isFetching || settled !== now);
  return {
    answer: complete ? check.data : undefined,
    checking,
    checkError: complete && !checking && check.error ? describeError(check.error).sentence : null,
    checkAgain: () => void check.refetch(),
    /** Of several runs; undefined while it is not known. */
    plan: planned,
    planError: sweep ? planError : null,
    waitsFor: queued.data ? (queued.data.total === 0 ? "nobody" : formatCounted(queued.data.total, "run")) : "…",
    /** Why it cannot start now; null when it can. */
    obstacle: !complete
      ? "The form is not complete yet."
      : checking
        ? "Checking…"
        : check.error
          ? "The checks could not be made."
          : blocks > 0
            ? `${formatCounted(blocks, "check")} must pass first.`
            : sweep && (plan.isFetching || !plan.data)
              ? (planError ?? "Counting…")
              : planned && planned.problems.length > 0
                ? "The sweep has a problem that stands above."
                : null,
    // The page of what was launched takes a moment to come; until then it is not launched again.
    starting: [start, startSweep].some(({ isPending, isSuccess }) => isPending || isSuccess),
    refused,
    runs: reading?.runs ?? 1,
    start: () => {
      if (started.current) return;
      started.current = true;
      if (sweep) startSweep.mutate({ project: project.slug, ...sweep });
      else start.mutate(request);
    },
  };
}
