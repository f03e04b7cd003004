"use client";

import { type FormEvent, useState } from "react";
import { formatCount, formatCounted } from "@/domain/format/number";
import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { type ErasurePreview, useErase, useErasurePreview } from "./use-erasures";

type EraseDialogProps = { example: string; onOpenChange: (open: boolean) => void };

/** Says how far it reaches before anything goes, and asks for the reason that stays. */
export function EraseDialog({ example, onOpenChange }: EraseDialogProps) {
  const onClose = () => onOpenChange(false);
  const { project } = useProject();
  const preview = useErasurePreview(example);
  const erase = useErase();
  const [reason, setReason] = useState("");
  const blocked = !preview.data || preview.data.openRuns.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    erase.mutate(
      { project: project.slug, example, reason },
      {
        onSuccess: () => {
          toast.success("Erased.");
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={preview.data ? `Erase ${preview.data.groupKey}?` : "Erase this patient or document?"}
    >
      <form onSubmit={submit} className="grid gap-3">
        {preview.error ? (
          <ErrorState what="What this reaches" error={preview.error} onRetry={() => void preview.refetch()} />
        ) : null}
        {preview.isPending ? <SkeletonLines lines={4} label="Looking how far this reaches" /> : null}
        {preview.data ? <Reach preview={preview.data} /> : null}
        <div className="grid gap-1">
          <label htmlFor="erase-reason">Reason</label>
          <Input
            id="erase-reason"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            placeholder="e.g. withdrew consent on 3 May"
            required
            minLength={3}
            maxLength={300}
          />
          <p className="text-xs text-muted">
            It stays with the hashes, for everybody of the project: name nobody here.
          </p>
        </div>
        {erase.error ? (
          <p role="alert" className="rounded-md bg-bad-soft p-2.5 text-bad">
            {describeError(erase.error).sentence}
          </p>
        ) : null}
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onClose}>Keep</Button>
          <Button type="submit" variant="danger" disabled={blocked || erase.isPending}>
            {preview.data ? `Erase ${formatCounted(preview.data.examples, "row")} for good` : "Erase for good"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const MOST_NAMES = 5;

function nameSome(items: readonly { name: string }[]): string {
  const names = items.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = items.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${formatCount(more)} more` : names.join(", ");
}

function Reach({ preview }: { preview: ErasurePreview }) {
  const places = preview.datasets
    .map(({ name, examples }) => `${formatCounted(examples, "row")} of ${name}`)
    .join(", ");
  return (
    <div className="grid gap-2">
      <p>
        The text of {places}, {formatCounted(preview.generations, "generation")} and the files of{" "}
        {formatCounted(preview.runs, "run")} go, in all versions. This cannot be taken back.
      </p>
      <p className="text-muted">Hashes and numbers stay. Backups made before keep the text until they are deleted.</p>
      {preview.openRuns.length > 0 ? (
        <p className="rounded-md bg-undecided-soft p-2.5 text-undecided">
          Not yet: {nameSome(preview.openRuns)}{" "}
          {preview.openRuns.length === 1 ? "holds it and has" : "hold it and have"} not ended, or not delivered all that
          was written.
        </p>
      ) : null}
      {preview.models.length > 0 ? (
        <p>
          {formatCounted(preview.models.length, "model")} learned from it and cannot forget it:{" "}
          {nameSome(preview.models)}.
        </p>
      ) : (
        <p>No model of this project learned from it.</p>
      )}
    </div>
  );
}
