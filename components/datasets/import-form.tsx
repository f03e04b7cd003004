"use client";

import { type FormEvent, useState } from "react";
import { HOLDS } from "@/domain/datasets/dataset-types";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { ImportRefused, useImport } from "./use-import";

const HOLDS_WORDS = {
  synthetic: "Synthetic: invented, nobody's record",
  deidentified: "De-identified patient text",
  identifiable: "Identifiable patient text",
  unstated: "Not stated",
} as const;

export function ImportForm({ onClose }: { onClose: () => void }) {
  const [holds, setHolds] = useState<string>("unstated");
  const importing = useImport(onClose);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    form.set("holds", holds);
    importing.mutate(form);
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Import a dataset"
      description="A CSV or JSONL file of dialogues with their notes. The files of MTS-Dialog and ACI-Bench are recognised as published; for others, name the columns. A file of the same name becomes a new version."
    >
      <form onSubmit={submit} className="grid gap-3">
        <div className="grid gap-1">
          <label htmlFor="import-file">File</label>
          <Input id="import-file" name="file" type="file" accept=".csv,.tsv,.jsonl,.json" required className="h-auto" />
        </div>
        <div className="grid gap-1">
          <label htmlFor="import-name">Name</label>
          <Input id="import-name" name="name" placeholder="The file's own name" maxLength={120} />
        </div>
        <div className="grid gap-1">
          <label htmlFor="import-columns">Columns</label>
          <Input
            id="import-columns"
            name="columns"
            placeholder="source=dialogue,reference=note"
            spellCheck={false}
            className="font-mono text-xs"
          />
        </div>
        <div className="grid gap-1">
          <label htmlFor="import-holds">What it holds</label>
          <Select
            id="import-holds"
            value={holds}
            onChange={setHolds}
            options={HOLDS.map((value) => ({ value, label: HOLDS_WORDS[value] }))}
          />
        </div>
        {importing.error ? <Refusal error={importing.error} /> : null}
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" variant="primary" disabled={importing.isPending}>
            {importing.isPending ? "Reading the file…" : "Import"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Refusal({ error }: { error: Error }) {
  const problems = error instanceof ImportRefused ? error.problems : [];
  return (
    <div role="alert" className="rounded-md bg-bad-soft p-2.5 text-xs text-bad">
      <p>{error instanceof ImportRefused ? error.message : "The file did not reach the server. Try again."}</p>
      {problems.length > 0 ? (
        <ul className="mt-1 list-disc pl-4">
          {problems.slice(0, 8).map(({ where, what, remedy }) => (
            <li key={`${where} ${what}`}>
              {what} {remedy}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
