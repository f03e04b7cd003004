"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Button } from "../../ui/button";
import { ErrorState } from "../../ui/error-state";
import { Input } from "../../ui/input";
import { Select } from "../../ui/select";
import { SkeletonLines } from "../../ui/skeleton";
import { Labelled } from "../form/labelled";

export type ChosenNote = { exampleId: string; source: string; reference: string; section: string | null };

/** Notes that people wrote, from the datasets of the project. */
export function NoteChoice({ onChoose }: { onChoose: (note: ChosenNote) => void }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const [version, setVersion] = useState<string | null>(null);
  const [query, setQuery] = useState("");
  const choices = useQuery(trpc.campaigns.choices.queryOptions({ project: project.slug }));
  const asked = version ?? choices.data?.versions[0]?.id ?? null;
  const examples = useQuery(
    trpc.datasets.examples.queryOptions(
      asked ? { project: project.slug, version: asked, query, limit: 20 } : skipToken,
      { placeholderData: keepPreviousData },
    ),
  );
  const error = choices.error ?? examples.error;
  if (error) return <ErrorState what="The notes" error={error} onRetry={() => void examples.refetch()} />;
  if (choices.data?.versions.length === 0) {
    return <p className="text-muted">Settled notes are made of a dataset of notes; this project has none.</p>;
  }
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Labelled id="control-version" label="Dataset">
          <Select
            id="control-version"
            value={asked ?? undefined}
            options={(choices.data?.versions ?? []).map(({ id, name, number }) => ({
              value: id,
              label: `${name} v${number}`,
            }))}
            onChange={setVersion}
          />
        </Labelled>
        <Labelled id="control-query" label="Find in source or note">
          <Input id="control-query" value={query} maxLength={200} onChange={({ target }) => setQuery(target.value)} />
        </Labelled>
      </div>
      {examples.isPending ? <SkeletonLines lines={4} label="Loading the notes" /> : null}
      {examples.data?.items.length === 0 ? <p className="text-muted">No note holds these words.</p> : null}
      <ul className="grid gap-1">
        {examples.data?.items.map(({ id, source, reference, section, position }) => (
          <li key={id} className="flex items-start gap-2 border-b border-line py-1.5">
            <span className="line-clamp-2 flex-1">{reference}</span>
            <Button
              size="sm"
              aria-label={`Choose note ${position + 1}`}
              disabled={!reference}
              onClick={() => reference && onChoose({ exampleId: id, source, reference, section })}
            >
              Choose
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
