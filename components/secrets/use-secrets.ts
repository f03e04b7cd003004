"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";

export type Secret = inferRouterOutputs<AppRouter>["secrets"]["list"][number];

export function useSecrets() {
  const trpc = useTRPC();
  return useQuery(trpc.secrets.list.queryOptions({ project: useProject().project.slug }));
}

export function useSecretWrites() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.secrets.pathKey() });
  return {
    write: useMutation(trpc.secrets.write.mutationOptions({ onSettled })),
    remove: useMutation(trpc.secrets.remove.mutationOptions({ onSettled })),
  };
}
