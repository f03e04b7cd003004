"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Choice } from "../charts/chart-controls";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { ComparedExampleBody, type MarkAgainst } from "./compared-example";
import type { Arm } from "./use-comparison";

type ComparedDialogProps = {
  project: string;
  example: string;
  baseline: Arm;
  candidate: Arm;
  place: string;
  onClose: () => void;
  onMove: (by: 1 | -1) => void;
};

/** Runs of an arm that hold the same example, by the seed of their training. */
function seedOptions(arm: Arm) {
  return arm.evaluatedOn.map(({ evaluationId, runId, generationsRun }) => {
    const run = arm.runs.find(({ id }) => id === runId);
    const seed = run?.replicate.seed;
    return { evaluationId, label: seed === null || seed === undefined ? generationsRun.name : `seed ${seed}` };
  });
}

/** One example whole: what was said, what was expected, what A and B wrote, with the words in which they differ. */
export function ComparedDialog(props: ComparedDialogProps) {
  const { project, example, baseline, candidate, place, onClose, onMove } = props;
  const trpc = useTRPC();
  const [against, setAgainst] = useState<MarkAgainst>("reference");
  const [chosen, setChosen] = useState({ A: 0, B: 0 });
  const [a, b] = [seedOptions(baseline), seedOptions(candidate)];
  const pair = [a[chosen.A], b[chosen.B]];
  const evaluations = pair.flatMap((option) => option?.evaluationId ?? []);
  const query = useQuery(
    trpc.compare.example.queryOptions({ project, evaluations, example }, { placeholderData: keepPreviousData }),
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === "j" || event.key === "ArrowRight") onMove(1);
      else if (event.key === "k" || event.key === "ArrowLeft") onMove(-1);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onMove]);
  const detail = query.data;
  const section = detail?.section ? ` · ${detail.section}` : "";
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={detail ? `Example ${detail.position + 1}${section}` : "Example"}
      className="top-[4vh]! max-h-[92vh]! w-[min(1320px,96vw)]!"
      footer={
        <>
          <span className="mr-auto text-muted text-xs">{place}</span>
          <Button hint="K" onClick={() => onMove(-1)}>
            Previous
          </Button>
          <Button hint="J" onClick={() => onMove(1)}>
            Next
          </Button>
        </>
      }
    >
      <div className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-2">
        <span className="flex items-center gap-2 text-muted text-xs">
          Mark words against
          <Choice
            label="Mark words against"
            value={against}
            options={[
              ["reference", "the reference"],
              ["source", "the source"],
              ["other", "each other"],
              ["none", "nothing"],
            ]}
            onChange={(value) => setAgainst(value as MarkAgainst)}
          />
        </span>
        {(["A", "B"] as const).map((side) => {
          const options = side === "A" ? a : b;
          if (options.length < 2) return null;
          return (
            <span key={side} className="flex items-center gap-2 text-muted text-xs">
              {side}
              <Choice
                label={`Training of ${side}`}
                value={String(chosen[side])}
                options={options.map(({ label }, at) => [String(at), label])}
                onChange={(at) => setChosen({ ...chosen, [side]: Number(at) })}
              />
            </span>
          );
        })}
      </div>
      {query.isError ? <ErrorState what="This example" error={query.error} onRetry={() => query.refetch()} /> : null}
      {query.isPending ? <SkeletonLines lines={8} /> : null}
      {detail ? (
        <ComparedExampleBody
          detail={detail}
          against={against}
          a={detail.writings.find(({ evaluationId }) => evaluationId === pair[0]?.evaluationId)}
          b={detail.writings.find(({ evaluationId }) => evaluationId === pair[1]?.evaluationId)}
        />
      ) : null}
    </Dialog>
  );
}
