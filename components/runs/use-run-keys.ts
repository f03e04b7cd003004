"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";

const FRESH_MILLISECONDS = 60_000;

const keysOptions = (trpc: ReturnType<typeof useTRPC>, project: string) =>
  trpc.runs.keys.queryOptions({ project }, { staleTime: FRESH_MILLISECONDS });

/** Every config path and metric of the project: thousands, read once and searched in the browser. */
export function useRunKeys() {
  return useQuery(keysOptions(useTRPC(), useProject().project.slug));
}

export function useReadRunKeys() {
  const queryClient = useQueryClient();
  const trpc = useTRPC();
  const { slug } = useProject().project;
  return useCallback(() => queryClient.fetchQuery(keysOptions(trpc, slug)), [queryClient, trpc, slug]);
}
