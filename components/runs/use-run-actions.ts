"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { RunAction } from "@/domain/runs/run-rules";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC, useTRPCClient } from "../layout/trpc";
import { describeError } from "../ui/describe-error";
import { toast } from "../ui/toast";

export type ActionableRun = Pick<RouterOutputs["runs"]["list"]["items"][number], "id" | "name" | "priority">;

export const RUN_ACTION_WORDS: Readonly<Record<RunAction, { verb: string; done: string; consequence: string | null }>> =
  {
    cancel: { verb: "Cancel", done: "Asked to stop", consequence: "It writes a checkpoint, then stops." },
    retry: { verb: "Retry", done: "Queued again", consequence: "It starts from the beginning as a new attempt." },
    resume: { verb: "Resume", done: "Queued to resume", consequence: "It goes on from its last checkpoint." },
    clone: { verb: "Clone and edit", done: "Opened", consequence: null },
    prioritise: { verb: "Move to the front", done: "Moved forward", consequence: null },
    archive: { verb: "Archive", done: "Archived", consequence: "It leaves the list and can be restored." },
    restore: { verb: "Restore", done: "Back in the list", consequence: null },
  };

/** Every action a run may allow, by the same words everywhere; archiving can be undone from its toast. */
export function useRunActions() {
  const { project } = useProject();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const at = { project: project.slug };

  const mutation = useMutation({
    mutationFn: async ({ action, run }: { action: Exclude<RunAction, "clone">; run: ActionableRun }) => {
      const input = { ...at, run: run.id };
      if (action === "prioritise") return client.runs.prioritise.mutate({ ...input, priority: run.priority + 10 });
      return client.runs[action].mutate(input);
    },
    onSuccess: (_, { action, run }) => {
      void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
      const undo = action === "archive" ? ("restore" as const) : action === "restore" ? ("archive" as const) : null;
      toast.success(`${RUN_ACTION_WORDS[action].done}: ${run.name}`, {
        action: undo ? { label: "Undo", onClick: () => mutation.mutate({ action: undo, run }) } : undefined,
      });
    },
    onError: (error, { action, run }) =>
      toast.error(`${run.name} was not changed (${RUN_ACTION_WORDS[action].verb.toLowerCase()})`, {
        description: describeError(error).sentence,
      }),
  });

  return {
    pending: mutation.isPending,
    act: (action: RunAction, run: ActionableRun) => {
      if (action === "clone") router.push(pageAddress(project.slug, `/launch?from=${run.id}`));
      else mutation.mutate({ action, run });
    },
  };
}
