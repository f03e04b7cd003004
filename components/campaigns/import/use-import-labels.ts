"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { campaignAddress } from "../campaign-address";

export function useImportLabels() {
  const { project } = useProject();
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.labels.import.mutationOptions({
      onSuccess: ({ id }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
        router.push(campaignAddress(project.slug, id));
      },
    }),
  );
}
