"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";

const FRESH_MILLISECONDS = 60_000;

function useKeysOptions() {
  const { project } = useProject();
  const trpc = useTRPC();
  return trpc.runs.keys.queryOptions({ project: project.slug }, { staleTime: FRESH_MILLISECONDS });
}

/** Every config path and metric of the project: thousands, read once and searched in the browser. */
export function useRunKeys() {
  return useQuery(useKeysOptions());
}

export function useReadRunKeys() {
  const queryClient = useQueryClient();
  const options = useKeysOptions();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that the options differ by
  return useCallback(() => queryClient.fetchQuery(options), [queryClient, options.queryKey.join()]);
}
