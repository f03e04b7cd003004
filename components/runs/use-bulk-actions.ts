"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formatCounted } from "@/domain/format/number";
import { useProject } from "../layout/project-context";
import { type RouterInputs, type RouterOutputs, useTRPC, useTRPCClient } from "../layout/trpc";
import { describeError } from "../ui/describe-error";
import { toast } from "../ui/toast";

type ManyAction = RouterInputs["runs"]["changeMany"]["action"];
type TagChange = { add: readonly string[]; remove: readonly string[]; runs: readonly string[] };
export type Change =
  | { kind: "action"; action: ManyAction; runs: readonly string[] }
  /** Several only on the way back, where runs had different tags before. */
  | { kind: "tags"; changes: readonly TagChange[] };
type Outcome = {
  done: string[];
  refused: { reason: string; runs: number }[];
  tagged: RouterOutputs["runs"]["tagMany"]["changes"];
};

const DONE: Readonly<Record<ManyAction, string>> = {
  archive: "archived",
  restore: "back in the list",
  cancel: "asked to stop",
  retry: "queued again",
  resume: "queued to resume",
};

/** What takes a change back, for the runs that it reached; a stopped run can only be queued again. */
export function opposite(
  change: Change,
  { done, tagged }: Pick<Outcome, "done" | "tagged">,
): { label: string; change: Change } | null {
  if (done.length === 0) return null;
  if (change.kind === "tags") {
    const changes = tagged.map(({ runs, added, removed }) => ({ runs, add: removed, remove: added }));
    return { label: "Undo", change: { kind: "tags", changes } };
  }
  const back = { archive: "restore", restore: "archive", cancel: "retry", retry: "cancel", resume: "cancel" } as const;
  const label = change.action === "cancel" ? "Queue again" : "Undo";
  return { label, change: { kind: "action", action: back[change.action], runs: done } };
}

function describeRefused(refused: Outcome["refused"]): string | undefined {
  if (refused.length === 0) return undefined;
  return refused.map(({ reason, runs }) => `${formatCounted(runs, "run")} left alone: ${reason}`).join(" ");
}

function sentence(change: Change, count: number): string {
  const runs = formatCounted(count, "run");
  if (change.kind === "action") return `${runs} ${DONE[change.action]}`;
  const [only, ...more] = change.changes;
  if (!only || more.length > 0) return `${runs} tagged as before`;
  const words = [
    only.add.length > 0 ? `now tagged ${only.add.join(", ")}` : "",
    only.remove.length > 0 ? `no longer tagged ${only.remove.join(", ")}` : "",
  ];
  return `${runs} ${words.filter(Boolean).join(", ")}`;
}

const countRuns = (change: Change) =>
  change.kind === "action" ? change.runs.length : change.changes.reduce((sum, { runs }) => sum + runs.length, 0);

/** The same to many runs in one request, with what was left alone and why, and the way back. */
export function useBulkActions() {
  const { project } = useProject();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: async (change: Change): Promise<Outcome> => {
      if (change.kind === "action") {
        const at = { project: project.slug, runs: [...change.runs] };
        return { ...(await client.runs.changeMany.mutate({ ...at, action: change.action })), tagged: [] };
      }
      const outcome: Outcome = { done: [], refused: [], tagged: [] };
      for (const { runs, add, remove } of change.changes) {
        const at = { project: project.slug, runs: [...runs] };
        const { done, changes } = await client.runs.tagMany.mutate({ ...at, add: [...add], remove: [...remove] });
        outcome.done.push(...done);
        outcome.tagged.push(...changes);
      }
      return outcome;
    },
    onSuccess: ({ done, refused, tagged }, change) => {
      void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
      const back = opposite(change, { done, tagged });
      toast.success(sentence(change, done.length), {
        description: describeRefused(refused),
        action: back ? { label: back.label, onClick: () => mutation.mutate(back.change) } : undefined,
      });
    },
    onError: (error, change) =>
      toast.error(`${formatCounted(countRuns(change), "run")} not changed`, {
        description: describeError(error).sentence,
      }),
  });
  return {
    pending: mutation.isPending,
    change: (action: ManyAction, runs: readonly string[]) => mutation.mutate({ kind: "action", action, runs }),
    tag: (runs: readonly string[], { add, remove }: { add: readonly string[]; remove: readonly string[] }) =>
      mutation.mutate({ kind: "tags", changes: [{ add, remove, runs }] }),
  };
}
