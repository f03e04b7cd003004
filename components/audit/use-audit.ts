"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";

export type AuditEntry = RouterOutputs["audit"]["list"]["items"][number];
export type AuditCheck = RouterOutputs["audit"]["verify"];

/** `action`: how it begins; empty for all. */
export function useAudit(action: string) {
  const trpc = useTRPC();
  return useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(
      { project: useProject().project.slug, limit: 100, ...(action ? { action } : {}) },
      { getNextPageParam: (page) => page.nextCursor, initialCursor: null },
    ),
  );
}

export function useAuditHeads() {
  const trpc = useTRPC();
  return useQuery(trpc.audit.heads.queryOptions({ project: useProject().project.slug }));
}

export function useAuditWrites() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const verify = useMutation(trpc.audit.verify.mutationOptions());
  const exportHead = useMutation(
    trpc.audit.exportHead.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.audit.heads.pathKey() }),
    }),
  );
  return { verify, exportHead };
}
