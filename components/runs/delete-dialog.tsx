"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { formatCounted } from "@/domain/format/number";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { describeError } from "../ui/describe-error";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { BytesText } from "../ui/number/bytes-text";
import { SkeletonLines } from "../ui/skeleton";
import { StateBadge } from "../ui/state-badge";
import { toast } from "../ui/toast";

type Removal = RouterOutputs["runs"]["removal"];
type DeleteDialogProps = { runs: readonly string[]; onDeleted: () => void; onClose: () => void };

const MOST_NAMED = 8;

function RunNames({ runs }: { runs: Removal["runs"] }) {
  return (
    <ul className="mt-1 grid gap-1">
      {runs.slice(0, MOST_NAMED).map(({ id, name, stage, state }) => (
        <li key={id} className="flex items-baseline gap-2">
          <span className="truncate">{name}</span>
          <code className="text-muted">{stage}</code>
          <StateBadge state={state} className="ml-auto" />
        </li>
      ))}
      {runs.length > MOST_NAMED ? <li className="text-muted">and {runs.length - MOST_NAMED} more</li> : null}
    </ul>
  );
}

function Losses({ removal }: { removal: Removal }) {
  const { runs, downstream, models, evaluations, artifactBytes, points } = removal;
  return (
    <p>
      {formatCounted(runs.length + downstream.length, "run")} with {formatCounted(points, "point")} of curves, all logs,
      texts and checkpoints, {formatCounted(evaluations, "evaluation")} and {formatCounted(models.length, "model")}
      {models.length > 0
        ? ` (${models
            .map(({ name }) => name)
            .slice(0, MOST_NAMED)
            .join(", ")})`
        : ""}{" "}
      go for good. Files of <BytesText bytes={artifactBytes} /> are freed when the store is cleaned. Datasets stay.
    </p>
  );
}

/** Names what stands on the runs before anything goes, and takes it along only if the person says so. */
export function DeleteDialog({ runs, onDeleted, onClose }: DeleteDialogProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [including, setIncluding] = useState(false);
  const at = { project: project.slug, runs: [...runs] };
  const query = useQuery(trpc.runs.removal.queryOptions(at, { staleTime: 0, gcTime: 0 }));
  const remove = useMutation(
    trpc.runs.remove.mutationOptions({
      onSuccess: ({ removed }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.runs.list.pathKey() });
        toast.success(`${formatCounted(removed.length, "run")} deleted`);
        onDeleted();
      },
      onError: () => void query.refetch(),
    }),
  );
  const removal = query.data;
  const blocked = !removal || removal.unsettled.length > 0 || (removal.downstream.length > 0 && !including);
  const wanted = (removal?.runs.length ?? 0) + (including ? (removal?.downstream.length ?? 0) : 0);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${formatCounted(runs.length, "run")}`}
      footer={
        <>
          <Button onClick={onClose}>Keep them</Button>
          <Button
            variant="danger"
            disabled={blocked || remove.isPending}
            onClick={() =>
              remove.mutate({ ...at, including: including ? (removal?.downstream.map(({ id }) => id) ?? []) : [] })
            }
          >
            Delete {formatCounted(wanted, "run")}
          </Button>
        </>
      }
    >
      {query.isPending ? <SkeletonLines lines={4} label="Looking for what stands on them" /> : null}
      {query.error ? (
        <ErrorState what="What stands on these runs" error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {removal ? (
        <div className="grid gap-4">
          <Losses removal={removal} />
          {removal.unsettled.length > 0 ? (
            <div className="text-bad">
              {formatCounted(removal.unsettled.length, "run")} did not end yet. Cancel first, then delete.
              <RunNames runs={removal.unsettled} />
            </div>
          ) : null}
          {removal.downstream.length > 0 ? (
            <div>
              <label htmlFor="delete-downstream" className="flex items-start gap-2">
                <Checkbox
                  id="delete-downstream"
                  checked={including}
                  onCheckedChange={setIncluding}
                  className="mt-0.5"
                />
                <span>
                  {formatCounted(removal.downstream.length, "other run")} read what these made. They cannot stay without
                  it: delete them too.
                </span>
              </label>
              <RunNames runs={removal.downstream} />
            </div>
          ) : null}
          <p className="text-muted">Archiving takes runs out of the list and keeps everything; it can be undone.</p>
          {remove.error ? <p className="text-bad">{describeError(remove.error).sentence}</p> : null}
        </div>
      ) : null}
    </Dialog>
  );
}
