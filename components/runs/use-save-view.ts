"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC, useTRPCClient } from "../layout/trpc";
import { describeError } from "../ui/describe-error";
import { toast } from "../ui/toast";
import type { RunViewState } from "./use-run-view-state";

type View = RouterOutputs["views"]["byId"];
type Wanted = { as: "new"; name: string } | { as: "over"; version: number } | { as: "removed"; version: number };

export type SaveView = ReturnType<typeof useSaveView>;

/** Saves what is shown; what somebody else saved meanwhile is never written over unasked. */
export function useSaveView(state: RunViewState, close: () => void) {
  const { project } = useProject();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { view, definition } = state;
  const at = { project: project.slug };
  const mutation = useMutation({
    mutationFn: async (wanted: Wanted): Promise<View | null> => {
      if (wanted.as === "new") return client.views.create.mutate({ ...at, name: wanted.name, definition });
      if (!view) return null;
      const { version } = wanted;
      if (wanted.as === "over") return client.views.change.mutate({ ...at, view: view.id, version, definition });
      await client.views.remove.mutate({ ...at, view: view.id, version });
      return null;
    },
    onSuccess: (saved, { as }) => {
      void queryClient.invalidateQueries({ queryKey: trpc.views.list.queryKey(at) });
      if (saved) {
        queryClient.setQueryData(trpc.views.byId.queryKey({ ...at, view: saved.id }), saved);
        state.saved(saved.id);
        toast.success(as === "new" ? `Saved as “${saved.name}”` : `Saved over “${saved.name}”`);
      } else {
        toast.success(`Deleted the view “${view?.name}”`);
        state.closeView();
      }
      close();
    },
  });
  const refused = mutation.error ? describeError(mutation.error) : null;
  return {
    pending: mutation.isPending,
    error: mutation.error,
    /** What the server said of the version that is there now. */
    conflict: refused?.problems.some(({ where }) => where === "version") ? refused.sentence : null,
    gone: refused?.code === "NOT_FOUND",
    asNew: (name: string) => mutation.mutate({ as: "new", name }),
    over: (version: number) => mutation.mutate({ as: "over", version }),
    remove: (version: number) => mutation.mutate({ as: "removed", version }),
    readTheirs: async () => {
      if (!view) return null;
      mutation.reset();
      return queryClient.fetchQuery(trpc.views.byId.queryOptions({ ...at, view: view.id }, { staleTime: 0 }));
    },
  };
}
