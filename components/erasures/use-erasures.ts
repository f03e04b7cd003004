"use client";

import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";

export type Erasure = RouterOutputs["erasures"]["list"]["items"][number];
export type ErasurePreview = RouterOutputs["erasures"]["preview"];

export function useErasurePreview(example: string, sameSource: boolean) {
  const trpc = useTRPC();
  const asked = { project: useProject().project.slug, example, sameSource };
  return useQuery(
    trpc.erasures.preview.queryOptions(asked, { gcTime: 0, retry: false, placeholderData: keepPreviousData }),
  );
}

/** Everything that a screen has read may show the text, so everything is read again. */
export function useErase() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(trpc.erasures.erase.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }));
}

export function useErasures() {
  const trpc = useTRPC();
  return useInfiniteQuery(
    trpc.erasures.list.infiniteQueryOptions(
      { project: useProject().project.slug, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor, initialCursor: null },
    ),
  );
}
