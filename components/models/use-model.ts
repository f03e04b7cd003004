"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";

export type Model = RouterOutputs["models"]["byId"];

export function useModel(model: string) {
  const trpc = useTRPC();
  const of = { project: useProject().project.slug, model };
  return {
    facts: useQuery(trpc.models.byId.queryOptions(of)),
    uses: useQuery(trpc.models.uses.queryOptions(of)),
    trainedOn: useQuery(trpc.models.trainedOn.queryOptions(of)),
  };
}

export function useModelChange() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.models.pathKey() });
  return useMutation(trpc.models.change.mutationOptions({ onSettled }));
}
