"use client";

import { type FormEvent, useState } from "react";
import { formatCounted } from "@/domain/format/number";
import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { describeError } from "../ui/describe-error";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { describeRows, ErasureReach } from "./erasure-reach";
import { useErase, useErasurePreview } from "./use-erasures";

type EraseDialogProps = { example: string; onOpenChange: (open: boolean) => void };

/** Says how far it reaches before anything goes, and asks for the reason that stays. */
export function EraseDialog({ example, onOpenChange }: EraseDialogProps) {
  const onClose = () => onOpenChange(false);
  const { project } = useProject();
  const [sameSource, setSameSource] = useState(false);
  const preview = useErasurePreview(example, sameSource);
  const erase = useErase();
  const [reason, setReason] = useState("");
  const blocked = !preview.data || preview.isPlaceholderData || preview.data.openRuns.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    erase.mutate(
      { project: project.slug, example, reason, sameSource },
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
      <form method="post" onSubmit={submit} className="grid gap-3">
        {preview.error ? (
          <ErrorState what="What this reaches" error={preview.error} onRetry={() => void preview.refetch()} />
        ) : null}
        {preview.isPending ? <SkeletonLines lines={4} label="Looking how far this reaches" /> : null}
        {preview.data ? <ErasureReach preview={preview.data} /> : null}
        {preview.data && preview.data.sameSource.length > 0 ? (
          <label htmlFor="erase-same-source" className="flex items-start gap-2">
            <Checkbox id="erase-same-source" className="mt-1" checked={sameSource} onCheckedChange={setSameSource} />
            <span>
              Also erase {describeRows(preview.data.sameSource)} of other groups with the same source. Without this they
              stay.
            </span>
          </label>
        ) : null}
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
            Later files lose its rows: those with one of these texts, and all under this name. The reason stays with the
            hashes, for everybody of the project: name nobody here.
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
