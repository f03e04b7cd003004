"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../layout/trpc";
import { describeError } from "../ui/describe-error";
import { toast } from "../ui/toast";

export function useEgress() {
  const trpc = useTRPC();
  return useQuery(trpc.egress.list.queryOptions());
}

export function useEgressWrites() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.egress.pathKey() });
  const onError = (error: unknown) => toast.error(describeError(error).sentence);
  return {
    change: useMutation(trpc.egress.change.mutationOptions({ onSettled, onError })),
    closeAll: useMutation(trpc.egress.closeAll.mutationOptions({ onSettled, onError })),
  };
}
