"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ImportOptions } from "@/domain/datasets/import-options";
import { IMPORT_RULES } from "@/domain/datasets/import-rules";
import type { Statement } from "@/domain/datasets/statement";
import { useProject } from "../../layout/project-context";
import { type RouterOutputs, useTRPC, useTRPCClient } from "../../layout/trpc";

export type Import = RouterOutputs["datasets"]["imports"]["byId"];

const WORKING_MILLISECONDS = 400;

type Step =
  | { do: "examine"; options: ImportOptions }
  | { do: "store"; name: string; statement: Statement }
  | { do: "cancel" };

/** One import as the server has it, followed while somebody works on it, and what may be done with it. */
export function useImport(id: string) {
  const { project } = useProject();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const at = { project: project.slug, import: id };
  const query = useQuery(
    trpc.datasets.imports.byId.queryOptions(at, {
      refetchInterval: ({ state }) =>
        state.data && IMPORT_RULES[state.data.state].working ? WORKING_MILLISECONDS : false,
    }),
  );
  const step = useMutation({
    mutationFn: (wanted: Step) => {
      if (wanted.do === "examine") return client.datasets.imports.examine.mutate({ ...at, options: wanted.options });
      if (wanted.do === "cancel") return client.datasets.imports.cancel.mutate(at);
      return client.datasets.imports.store.mutate({ ...at, name: wanted.name, statement: wanted.statement });
    },
    // Also after a refusal: it says that the import has moved on.
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.datasets.pathKey() }),
  });
  return { query, step };
}
