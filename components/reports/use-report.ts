import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";

export type FrozenReport = RouterOutputs["reports"]["byId"];
export type ReportPreview = RouterOutputs["reports"]["previewStudy"];
export type ReportRow = RouterOutputs["reports"]["list"]["items"][number];

export function useFrozenReport(report: string) {
  const { project } = useProject();
  const trpc = useTRPC();
  return useQuery(trpc.reports.byId.queryOptions({ project: project.slug, report }));
}

export function useStudyPreview(study: string) {
  const { project } = useProject();
  const trpc = useTRPC();
  return useQuery({
    ...trpc.reports.previewStudy.queryOptions({ project: project.slug, study }),
    // What is looked at before it is frozen must not change under the eye.
    refetchOnWindowFocus: false,
  });
}

export function useReports(study?: string) {
  const { project } = useProject();
  const trpc = useTRPC();
  return useQuery(trpc.reports.list.queryOptions({ project: project.slug, study, limit: 200 }));
}

function useRenew() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: trpc.reports.pathKey() });
}

export function useFreezeStudy() {
  const trpc = useTRPC();
  const onSuccess = useRenew();
  return useMutation(trpc.reports.freezeStudy.mutationOptions({ onSuccess }));
}

export function useFreezeComparison() {
  const trpc = useTRPC();
  const onSuccess = useRenew();
  return useMutation(trpc.reports.freezeComparison.mutationOptions({ onSuccess }));
}
