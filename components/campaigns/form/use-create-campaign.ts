"use client";

import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { campaignAddress } from "../campaign-address";
import type { CampaignDraft } from "./campaign-draft";

/** What the design would draw; texts of a file are counted in the browser and not sent for it. */
export function useFrame({ source, protocol, design }: CampaignDraft) {
  const { project } = useProject();
  const trpc = useTRPC();
  const stratified = design.sampling.how === "stratified" && design.sampling.strata === null;
  const asks = source !== null && source.from !== "texts" && !stratified;
  const query = useQuery(
    trpc.campaigns.frame.queryOptions(
      asks
        ? {
            project: project.slug,
            source,
            mode: protocol.mode,
            design: { sampling: design.sampling, seed: design.seed },
          }
        : skipToken,
      { placeholderData: keepPreviousData, retry: false, meta: { changesByEvents: false } },
    ),
  );
  return asks ? query : null;
}

export function useCreateCampaign() {
  const { project } = useProject();
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.campaigns.create.mutationOptions({
      onSuccess: ({ id }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
        router.push(campaignAddress(project.slug, id));
      },
    }),
  );
}
