"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FrameSource } from "@/domain/campaigns/frame";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { ErrorState } from "../../ui/error-state";
import { SkeletonLines } from "../../ui/skeleton";
import { ChoiceRow } from "./choice-row";
import { FormSection } from "./labelled";
import { RunChoice } from "./run-choice";
import { TextsFile } from "./texts-file";
import { VersionChoice } from "./version-choice";

type SourceSectionProps = { source: FrameSource | null; onChange: (source: FrameSource | null) => void };

const WAYS = [
  { value: "generations" as const, title: "What runs wrote", about: "One run, or several to compare blinded." },
  { value: "version" as const, title: "Notes of a dataset", about: "Written by people or elsewhere, imported before." },
  {
    value: "texts" as const,
    title: "A file of texts",
    about: "CSV or JSONL with sources, kept with this campaign alone.",
  },
];

/** Where the notes come from. */
export function SourceSection({ source, onChange }: SourceSectionProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const [way, setWay] = useState<FrameSource["from"]>(source?.from ?? "generations");
  const choices = useQuery(trpc.campaigns.choices.queryOptions({ project: project.slug }));
  return (
    <FormSection title="What is read">
      <ChoiceRow
        name="source"
        legend="Notes come from"
        value={way}
        choices={WAYS}
        onChange={(next) => {
          setWay(next);
          onChange(null);
        }}
      />
      {choices.error ? (
        <ErrorState what="What can be read" error={choices.error} onRetry={() => void choices.refetch()} />
      ) : null}
      {choices.isPending ? <SkeletonLines lines={3} label="Loading what can be read" /> : null}
      {choices.data && way === "generations" ? (
        <RunChoice
          runs={choices.data.runs}
          chosen={source?.from === "generations" ? source.runs : []}
          onChange={(runs) => onChange(runs.length > 0 ? { from: "generations", runs } : null)}
        />
      ) : null}
      {choices.data && way === "version" ? (
        <VersionChoice
          versions={choices.data.versions}
          chosen={source?.from === "version" ? source : null}
          onChange={onChange}
        />
      ) : null}
      {way === "texts" ? <TextsFile onChange={onChange} /> : null}
    </FormSection>
  );
}
