import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useProject } from "../layout/project-context";
import type { RouterOutputs } from "../layout/trpc";
import { useTRPC } from "../layout/trpc";

export type Study = RouterOutputs["studies"]["graph"];
export type StudyNode = Study["nodes"][number];
export type StudyResult = RouterOutputs["studies"]["result"];

/** People close rounds and sign gates elsewhere, so that a study that runs is read again by the clock. */
const AGAIN_MILLISECONDS = 3_000;

export function useStudy(study: string) {
  const { project } = useProject();
  const trpc = useTRPC();
  return useQuery({
    ...trpc.studies.graph.queryOptions({ project: project.slug, study }),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? AGAIN_MILLISECONDS : false),
  });
}

/** The answer is computed anew from what was read; it is asked for once the mixed round was made. */
export function useStudyResult(study: string, asked: boolean) {
  const { project } = useProject();
  const trpc = useTRPC();
  return useQuery({ ...trpc.studies.result.queryOptions({ project: project.slug, study }), enabled: asked });
}

function useRenew() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: trpc.studies.pathKey() });
}

export function useSteering() {
  const trpc = useTRPC();
  const onSuccess = useRenew();
  return useMutation(trpc.studies.steer.mutationOptions({ onSuccess }));
}

export function useRerun() {
  const trpc = useTRPC();
  const onSuccess = useRenew();
  return useMutation(trpc.studies.rerun.mutationOptions({ onSuccess }));
}

export function useFork() {
  const trpc = useTRPC();
  const onSuccess = useRenew();
  return useMutation(trpc.studies.fork.mutationOptions({ onSuccess }));
}
