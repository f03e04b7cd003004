"use client";

import { useDeferredValue, useMemo, useState } from "react";
import type { LabelReading } from "@/domain/labels/label-import";
import { useCrumb } from "../../layout/breadcrumb";
import { useMayDo, useProject } from "../../layout/project-context";
import { Button } from "../../ui/button";
import { Card, CardHeader } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { Input } from "../../ui/input";
import { FailureNote } from "../failure-note";
import { FormSection, Labelled } from "../form/labelled";
import { LabelStudioFields } from "./label-studio-fields";
import { LabelsFacts, LabelsProblems } from "./labels-check";
import { checkLabelsFile, guessReading, type LabelsFile, readLabelsFile, UnreadableLabels } from "./labels-draft";
import { LabelsDrop } from "./labels-drop";
import { MappingFields } from "./mapping-fields";
import { useImportLabels } from "./use-import-labels";

type Draft = { file: LabelsFile; reading: LabelReading; name: string };

/** A file is read and checked here; it is stored as a closed campaign, whole or not at all. */
export function ImportLabelsView() {
  const { project } = useProject();
  const mayWrite = useMayDo("campaigns.write");
  const [draft, setDraft] = useState<Draft | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const bring = useImportLabels();
  const read = useDeferredValue(draft);
  const [file, reading] = [read?.file, read?.reading];
  const check = useMemo(() => (file && reading ? checkLabelsFile(file, reading) : null), [file, reading]);
  useCrumb("Import labels");
  if (!mayWrite) {
    return (
      <EmptyState title="Importing labels is not for your role">An admin of the project can change it.</EmptyState>
    );
  }
  const open = async (given: File) => {
    setProblem(null);
    setDraft(null);
    bring.reset();
    try {
      const opened = await readLabelsFile(given);
      const name = given.name.replace(/\.[^.]+$/, "").slice(0, 120);
      setDraft({ file: opened, reading: guessReading(opened), name });
    } catch (error) {
      if (!(error instanceof UnreadableLabels)) throw error;
      setProblem(error.message);
    }
  };
  const change = (next: LabelReading) => setDraft((before) => (before ? { ...before, reading: next } : before));
  const ready = draft !== null && check?.problemCount === 0 && read === draft && draft.name.trim() !== "";
  return (
    <div className="mx-auto grid w-full max-w-[1180px] gap-6 p-5 lg:grid-cols-[minmax(0,1fr)_330px]">
      <div className="min-w-0">
        <h1 className="mb-3">Import labels</h1>
        <p className="mb-4 max-w-prose text-sm text-muted">
          Labels that readers gave elsewhere become a closed campaign with its rate, gate and agreement. Its readers are
          names of the file and are never mixed with people of the project.
        </p>
        <LabelsDrop fileName={draft?.file.fileName ?? null} onFile={(given) => void open(given)} />
        {problem ? (
          <p role="alert" className="mt-3 rounded-md bg-bad-soft p-2.5 text-sm text-bad">
            {problem}
          </p>
        ) : null}
        {draft ? (
          <div className="mt-5">
            <FormSection title="How it is read">
              {draft.reading.format === "table" ? (
                <MappingFields
                  key={draft.file.fileName}
                  columns={draft.file.columns}
                  mapping={draft.reading.mapping}
                  onChange={(mapping) => change({ format: "table", mapping })}
                />
              ) : (
                <LabelStudioFields
                  options={draft.reading.options}
                  onChange={(options) => change({ format: "label-studio", options })}
                />
              )}
            </FormSection>
            {check ? <LabelsProblems check={check} /> : null}
          </div>
        ) : null}
      </div>
      <aside className="grid content-start gap-4 self-start lg:sticky lg:top-5">
        {check ? <LabelsFacts check={check} /> : null}
        {draft ? (
          <Card className="text-sm">
            <CardHeader title="Before it is stored" />
            <Labelled id="labels-name" label="Name of the campaign">
              <Input
                id="labels-name"
                value={draft.name}
                maxLength={120}
                onChange={({ target }) => setDraft({ ...draft, name: target.value })}
              />
            </Labelled>
            <div className="mt-3">
              <FailureNote error={bring.error} />
            </div>
            <Button
              variant="primary"
              className="mt-3 w-full"
              disabled={!ready || bring.isPending || bring.isSuccess}
              onClick={() =>
                bring.mutate({
                  project: project.slug,
                  name: draft.name,
                  fileName: draft.file.fileName,
                  text: draft.file.text,
                  reading: draft.reading,
                })
              }
            >
              {bring.isPending || bring.isSuccess ? "Storing…" : "Store as a campaign"}
            </Button>
          </Card>
        ) : null}
      </aside>
    </div>
  );
}
