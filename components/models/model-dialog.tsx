"use client";

import type { FormEvent } from "react";
import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { Dialog } from "../ui/dialog";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";
import { type Model, useModelChange } from "./use-model";

/** What people write about a model. */
export function ModelDialog({ model, onOpenChange }: { model: Model; onOpenChange: (open: boolean) => void }) {
  const { project } = useProject();
  const change = useModelChange();
  const onClose = () => onOpenChange(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const license = text("license");
    change.mutate(
      {
        project: project.slug,
        model: model.id,
        name: text("name"),
        license: license === "" ? null : license,
        licenseNote: text("note"),
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog open onOpenChange={onClose} title={`Change ${model.name}`}>
      <form method="post" onSubmit={submit} className="grid gap-3">
        <div className="grid gap-1">
          <label htmlFor="model-name">Short name</label>
          <Input id="model-name" name="name" defaultValue={model.name} required maxLength={120} />
        </div>
        <div className="grid gap-1">
          <label htmlFor="model-license">Licence</label>
          <Input
            id="model-license"
            name="license"
            defaultValue={model.license ?? ""}
            placeholder="not stated"
            maxLength={200}
          />
        </div>
        <div className="grid gap-1">
          <label htmlFor="model-note">Note on using it</label>
          <Textarea id="model-note" name="note" rows={4} defaultValue={model.licenseNote} maxLength={4_000} />
          <p className="text-xs text-muted">What the team has to know, e.g. research only, or who agreed to it.</p>
        </div>
        {change.error ? (
          <p role="alert" className="rounded-md bg-bad-soft p-2.5 text-bad">
            {describeError(change.error).sentence}
          </p>
        ) : null}
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" variant="primary" disabled={change.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
