"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { describeError } from "../ui/describe-error";
import { toast } from "../ui/toast";

export type Campaign = RouterOutputs["campaigns"]["byId"];
export type Reader = Campaign["readers"][number];

const READING_MILLISECONDS = 15_000;

/** Readings come one by one and are told by no event, so an open round is asked for again. */
export function useCampaign(campaign: string) {
  const trpc = useTRPC();
  return useQuery(
    trpc.campaigns.byId.queryOptions(
      { project: useProject().project.slug, campaign },
      { refetchInterval: ({ state }) => (state.data?.state === "open" ? READING_MILLISECONDS : false) },
    ),
  );
}

/** The writes of a campaign's pages; each reads them again, also where it failed because somebody was first. */
export function useCampaignWrites() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  // What the gate says hangs on the round's state.
  const onSettled = () =>
    Promise.all(
      [trpc.campaigns, trpc.gates].map((each) => queryClient.invalidateQueries({ queryKey: each.pathKey() })),
    );
  const onError = (error: unknown) => toast.error(describeError(error).sentence);
  return {
    steer: useMutation(trpc.campaigns.steer.mutationOptions({ onSettled })),
    extend: useMutation(trpc.campaigns.extend.mutationOptions({ onSettled })),
    discard: useMutation(trpc.campaigns.discard.mutationOptions({ onSettled })),
    change: useMutation(trpc.campaigns.change.mutationOptions({ onSettled })),
    addReaders: useMutation(trpc.campaigns.addReaders.mutationOptions({ onSettled })),
    removeReader: useMutation(trpc.campaigns.removeReader.mutationOptions({ onSettled })),
    changeReader: useMutation(trpc.campaigns.changeReader.mutationOptions({ onSettled, onError })),
    addControls: useMutation(trpc.campaigns.controls.add.mutationOptions({ onSettled })),
    plantControls: useMutation(trpc.campaigns.controls.plant.mutationOptions({ onSettled })),
    removeControl: useMutation(trpc.campaigns.controls.remove.mutationOptions({ onSettled, onError })),
  };
}
