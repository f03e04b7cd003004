"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formatCounted } from "@/domain/format/number";
import { useProject } from "../layout/project-context";
import { type RouterInputs, useTRPC, useTRPCClient } from "../layout/trpc";
import { describeError } from "../ui/describe-error";
import { toast } from "../ui/toast";

type ManyAction = RouterInputs["runs"]["changeMany"]["action"];
type Change =
  | { kind: "action"; action: ManyAction; runs: readonly string[] }
  | { kind: "tags"; add: readonly string[]; remove: readonly string[]; runs: readonly string[] };
type Outcome = { done: string[]; refused: { reason: string; runs: number }[] };

const DONE: Readonly<Record<ManyAction, string>> = {
  archive: "archived",
  restore: "back in the list",
  cancel: "asked to stop",
  retry: "queued again",
  resume: "queued to resume",
};

/** What takes a change back, for the runs that it reached; a stopped run can only be queued again. */
function opposite(change: Change, done: readonly string[]): { label: string; change: Change } | null {
  if (done.length === 0) return null;
  if (change.kind === "tags") {
    return { label: "Undo", change: { kind: "tags", add: change.remove, remove: change.add, runs: done } };
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
  const words = [
    change.add.length > 0 ? `now tagged ${change.add.join(", ")}` : "",
    change.remove.length > 0 ? `no longer tagged ${change.remove.join(", ")}` : "",
  ];
  return `${runs} ${words.filter(Boolean).join(", ")}`;
}

/** The same to many runs in one request, with what was left alone and why, and the way back. */
export function useBulkActions() {
  const { project } = useProject();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: async (change: Change): Promise<Outcome> => {
      const at = { project: project.slug, runs: [...change.runs] };
      if (change.kind === "action") return client.runs.changeMany.mutate({ ...at, action: change.action });
      const tags = { add: [...change.add], remove: [...change.remove] };
      return { ...(await client.runs.tagMany.mutate({ ...at, ...tags })), refused: [] };
    },
    onSuccess: ({ done, refused }, change) => {
      void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
      const back = opposite(change, done);
      toast.success(sentence(change, done.length), {
        description: describeRefused(refused),
        action: back ? { label: back.label, onClick: () => mutation.mutate(back.change) } : undefined,
      });
    },
    onError: (error, change) =>
      toast.error(`${formatCounted(change.runs.length, "run")} not changed`, {
        description: describeError(error).sentence,
      }),
  });
  return {
    pending: mutation.isPending,
    change: (action: ManyAction, runs: readonly string[]) => mutation.mutate({ kind: "action", action, runs }),
    tag: (runs: readonly string[], { add, remove }: { add: readonly string[]; remove: readonly string[] }) =>
      mutation.mutate({ kind: "tags", add, remove, runs }),
  };
}
