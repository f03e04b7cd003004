"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";

export type GateAnswer = RouterOutputs["gates"]["result"];
export type ClosedResult = NonNullable<GateAnswer["result"]>;
export type StoredRule = GateAnswer["rule"];

/** What may be shown of a round now; `kind` is null where nobody chose whose readings count. */
export function useGateResult(campaign: string, kind: ReviewerKind | null) {
  const trpc = useTRPC();
  const asked = { project: useProject().project.slug, campaign, kind };
  return useQuery(trpc.gates.result.queryOptions(asked, { placeholderData: keepPreviousData }));
}

/** The writes of a gate; each reads all of it again, also where it failed because somebody was first. */
export function useGateWrites() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.gates.pathKey() });
  return {
    setRule: useMutation(trpc.gates.setRule.mutationOptions({ onSettled })),
    sign: useMutation(trpc.gates.sign.mutationOptions({ onSettled })),
    /** Reads nothing by itself: its page goes on to the next case first. */
    settle: useMutation(trpc.gates.settling.settle.mutationOptions()),
    readAgain: onSettled,
  };
}
