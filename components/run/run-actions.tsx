"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { allowAction, RUN_ACTIONS, type RunAction } from "@/domain/runs/run-rules";
import { useKeys } from "../layout/keys";
import { useMayDo } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { describeError } from "../ui/describe-error";
import { Dialog, DialogClose } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { Menu, MenuItem } from "../ui/menu";
import { toast } from "../ui/toast";
import type { RunDetail } from "./run-data";
import { launchAddress } from "./suggest-fix";

type Mutated = Exclude<RunAction, "clone" | "prioritise">;

const LABELS: Record<Mutated, string> = {
  cancel: "Cancel run",
  retry: "Retry from the start",
  resume: "Resume from checkpoint",
  archive: "Archive run",
  restore: "Restore run",
};
const DONE: Record<Mutated, string> = {
  cancel: "Cancelling: the run saves a checkpoint and stops.",
  retry: "Queued again from the start.",
  resume: "Queued again from the last checkpoint.",
  archive: "Archived.",
  restore: "Restored.",
};

/** Buttons of what role and run rules allow now; the rest does not stand there. */
export function RunActions({ project, run }: { project: string; run: RunDetail }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const mayWrite = useMayDo("runs.write");
  const [asking, setAsking] = useState(false);
  const settle = (action: Mutated) => ({
    onSuccess: () => {
      toast.success(DONE[action]);
      void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
    },
    onError: (error: unknown) => {
      toast.error(describeError(error).sentence);
    },
  });
  const mutations = {
    cancel: useMutation(trpc.runs.cancel.mutationOptions(settle("cancel"))),
    retry: useMutation(trpc.runs.retry.mutationOptions(settle("retry"))),
    resume: useMutation(trpc.runs.resume.mutationOptions(settle("resume"))),
    archive: useMutation(trpc.runs.archive.mutationOptions(settle("archive"))),
    restore: useMutation(trpc.runs.restore.mutationOptions(settle("restore"))),
  };
  const input = { project, run: run.id };
  const facts = { state: run.state, hasCheckpoint: run.hasCheckpoint, archived: run.archivedAt !== null };
  const may = (action: RunAction) => mayWrite && run.actions.includes(action) && allowAction(facts, action).allowed;
  const inMenu = (["retry", "archive", "restore"] as const).filter((action) =>
    action === "retry" ? may("retry") && may("resume") : may(action),
  );
  const prominent = (["resume", "retry"] as const).find(may);
  useKeys("This run", [
    ...(may("cancel") ? [{ keys: "c", label: LABELS.cancel, run: () => setAsking(true) }] : []),
    ...(may("clone")
      ? [{ keys: "r", label: "Re-run with changes", run: () => router.push(launchAddress(project, run.id, null)) }]
      : []),
  ]);
  if (!RUN_ACTIONS.some(may)) return null;
  return (
    <div className="flex shrink-0 gap-2">
      {may("cancel") ? (
        <Button variant="danger" hint="C" onClick={() => setAsking(true)} disabled={mutations.cancel.isPending}>
          {LABELS.cancel}
        </Button>
      ) : null}
      {prominent ? (
        <Button
          variant={run.state === "failed" ? "secondary" : "primary"}
          onClick={() => mutations[prominent].mutate(input)}
          disabled={mutations[prominent].isPending}
        >
          {LABELS[prominent]}
        </Button>
      ) : null}
      {may("clone") ? (
        <ButtonLink href={launchAddress(project, run.id, null)}>
          Re-run with changes <Kbd>R</Kbd>
        </ButtonLink>
      ) : null}
      {inMenu.length > 0 ? (
        <Menu
          trigger={(trigger) => (
            <Button {...trigger} size="md" aria-label="More actions">
              ⋯
            </Button>
          )}
        >
          {inMenu.map((action) => (
            <MenuItem key={action} onSelect={() => mutations[action].mutate(input)}>
              {LABELS[action]}
            </MenuItem>
          ))}
        </Menu>
      ) : null}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="Cancel this run?"
        description={
          run.startedAt
            ? "It saves a checkpoint and stops. What it logged stays, and it can be resumed."
            : "It leaves the queue before it started. It can be retried."
        }
        footer={
          <>
            <DialogClose asChild>
              <Button>Keep it running</Button>
            </DialogClose>
            <Button
              variant="danger"
              onClick={() => {
                setAsking(false);
                mutations.cancel.mutate(input);
              }}
            >
              {LABELS.cancel}
            </Button>
          </>
        }
      />
    </div>
  );
}
