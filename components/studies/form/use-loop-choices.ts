import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../layout/trpc";

/** Notes, people, models and the settings of stages: what the form of a study offers. */
export function useLoopChoices(project: string) {
  const trpc = useTRPC();
  const choices = useQuery(trpc.campaigns.choices.queryOptions({ project }));
  const people = useQuery(trpc.campaigns.possibleReaders.queryOptions({ project }));
  const models = useQuery(trpc.models.list.queryOptions({ project }));
  const stages = useQuery(trpc.stages.list.queryOptions({ project }, { staleTime: Number.POSITIVE_INFINITY }));
  const failed = [choices, people, models, stages].find(({ error }) => error !== null);
  return {
    data:
      choices.data && people.data && models.data && stages.data
        ? {
            versions: choices.data.versions,
            people: people.data,
            models: models.data.items,
            stages: stages.data,
          }
        : null,
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}

export type LoopChoices = NonNullable<ReturnType<typeof useLoopChoices>["data"]>;
