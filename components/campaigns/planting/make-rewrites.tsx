"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { EDIT_FAMILIES, type EditFamily } from "@/domain/campaigns/edit-families";
import { useMayDo, useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Button } from "../../ui/button";
import { Select } from "../../ui/select";
import { FailureNote } from "../failure-note";
import { Labelled } from "../form/labelled";

type MakeRewritesProps = { families: readonly EditFamily[]; seed: number; onMade: (run: string) => void };

/** Of each note one rewrite with one error, and no controls: clean ones are settled by people. */
function configOf(families: readonly EditFamily[]) {
  const weights = EDIT_FAMILIES.map(({ family, setting }) => [setting, families.includes(family) ? 1 : 0] as const);
  return { split: "all", controlsShare: 0, fewestEdits: 1, mostEdits: 1, omission: 0, ...Object.fromEntries(weights) };
}

/** Starts a run of stage `rewrite` on notes that people wrote. */
export function MakeRewrites({ families, seed, onMade }: MakeRewritesProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayLaunch = useMayDo("runs.write");
  const [version, setVersion] = useState<string | null>(null);
  const choices = useQuery(trpc.campaigns.choices.queryOptions({ project: project.slug }, { enabled: mayLaunch }));
  const launch = useMutation(
    trpc.runs.launch.mutationOptions({
      onSuccess: async ({ runId }) => {
        await queryClient.invalidateQueries({ queryKey: trpc.campaigns.controls.rewrites.queryKey() });
        onMade(runId);
      },
    }),
  );
  if (!mayLaunch) return <p className="text-muted">Whoever may launch runs can make more rewrites.</p>;
  const versions = choices.data?.versions ?? [];
  const asked = version ?? versions[0]?.id ?? null;
  if (asked === null) {
    return choices.data ? (
      <p className="text-muted">Rewrites are made of a dataset of notes; this project has none.</p>
    ) : null;
  }
  const start = () =>
    launch.mutate({
      project: project.slug,
      stage: "rewrite",
      seed,
      config: configOf(families),
      inputs: { dataset: { datasetVersionId: asked } },
      note: "Errors to be planted in a round of reading.",
    });
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <Labelled id="planting-version" label="Or make new ones of the notes of">
          <Select
            id="planting-version"
            value={asked}
            options={versions.map(({ id, name, number }) => ({ value: id, label: `${name} v${number}` }))}
            onChange={setVersion}
          />
        </Labelled>
        <Button disabled={launch.isPending || families.length === 0} onClick={start}>
          Start a run of rewrites
        </Button>
      </div>
      <FailureNote error={launch.error ?? choices.error} />
    </div>
  );
}
