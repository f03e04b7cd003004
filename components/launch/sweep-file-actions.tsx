"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { saveFile } from "../charts/export-chart";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { loadPart } from "../ui/load-part";
import { type DraftReading, type LaunchDraft, sweepRequestOf } from "./launch-draft";

const SweepFileDialog = dynamic(
  () => loadPart(() => import("./sweep-file-dialog").then((module) => module.SweepFileDialog)),
  { ssr: false },
);

type SweepFileActionsProps = {
  draft: LaunchDraft;
  reading: DraftReading | null;
  onFill: (draft: LaunchDraft) => void;
};

/** AIXpert's config.yaml in and out. */
export function SweepFileActions({ draft, reading, onFill }: SweepFileActionsProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [before, setBefore] = useState<LaunchDraft | null>(null);
  const exporting = useMutation({
    mutationFn: (sweep: ReturnType<typeof sweepRequestOf>) =>
      queryClient.fetchQuery(
        trpc.sweeps.writeFile.queryOptions({ project: project.slug, ...sweep }, { staleTime: 0, retry: false }),
      ),
    onSuccess: ({ text, fileName }) => saveFile(text, "application/yaml", fileName),
  });
  const holds = reading && ["dpo", "fdpo"].includes(draft.stage) && draft.inputs.model !== undefined;
  return (
    <>
      <Button onClick={() => setAsking(true)}>Import config.yaml</Button>
      {holds ? (
        <Button disabled={exporting.isPending} onClick={() => exporting.mutate(sweepRequestOf(reading))}>
          {exporting.isPending ? "Writing…" : "Export config.yaml"}
        </Button>
      ) : null}
      {before ? (
        <p role="status" className="flex w-full items-center gap-2 rounded-md bg-accent-soft px-3 py-1.5 text-sm">
          Filled in from config.yaml.
          <Button
            size="sm"
            onClick={() => {
              onFill(before);
              setBefore(null);
            }}
          >
            Undo import
          </Button>
        </p>
      ) : null}
      {exporting.error ? (
        <p role="alert" className="w-full rounded-md bg-bad-soft p-2 text-sm text-bad">
          {describeError(exporting.error).sentence}
        </p>
      ) : null}
      {asking ? (
        <SweepFileDialog
          draft={draft}
          onFill={(next) => {
            setBefore(draft);
            onFill(next);
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
