"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCounted } from "@/domain/format/number";
import { type RunState, SETTLED_STATES } from "@/domain/runs/run-rules";
import { useProject } from "../../layout/project-context";
import { type RouterOutputs, useTRPC } from "../../layout/trpc";
import { ErrorState } from "../../ui/error-state";
import { Select } from "../../ui/select";
import { Labelled } from "../form/labelled";

type Rewrites = RouterOutputs["campaigns"]["controls"]["rewrites"][number];

const ASKED_AGAIN_MILLISECONDS = 2_000;

const isUnderWay = (state: RunState) => !SETTLED_STATES.includes(state);

/** Runs that make notes wrong, asked for again while one is under way. */
export function useRewrites() {
  const { project } = useProject();
  const trpc = useTRPC();
  return useQuery(
    trpc.campaigns.controls.rewrites.queryOptions(
      { project: project.slug },
      {
        refetchInterval: ({ state }) =>
          state.data?.some((run) => isUnderWay(run.state)) ? ASKED_AGAIN_MILLISECONDS : false,
      },
    ),
  );
}

const wordsOf = ({ state, rewrites }: Rewrites): string =>
  state === "finished" ? formatCounted(rewrites ?? 0, "rewrite") : state;

type RewriteChoiceProps = { run: string | null; onChange: (run: string) => void };

/** Which run's rewrites are planted. */
export function RewriteChoice({ run, onChange }: RewriteChoiceProps) {
  const { data, error, refetch } = useRewrites();
  if (error) return <ErrorState what="The runs of rewrites" error={error} onRetry={() => void refetch()} />;
  const usable = (data ?? []).filter(({ id, state }) => id === run || state === "finished" || isUnderWay(state));
  const chosen = usable.find(({ id }) => id === run);
  if (data && usable.length === 0) {
    return (
      <p className="text-muted">
        No run of this project made rewrites by rules yet. Make them here, of notes that people wrote.
      </p>
    );
  }
  return (
    <div className="grid gap-1">
      <Labelled id="planting-run" label="Rewrites of" about="Made by rules; a generator’s are not planted.">
        <Select
          id="planting-run"
          value={run ?? undefined}
          placeholder="Choose a run"
          options={usable.map((each) => ({ value: each.id, label: each.name, remark: wordsOf(each) }))}
          onChange={onChange}
        />
      </Labelled>
      <p role="status" className="text-xs text-muted">
        {chosen && isUnderWay(chosen.state)
          ? `${chosen.name} is ${chosen.state}; its rewrites come when it has finished.`
          : ""}
        {chosen && !isUnderWay(chosen.state) && chosen.state !== "finished"
          ? `${chosen.name} is ${chosen.state}; choose another.`
          : ""}
      </p>
    </div>
  );
}
