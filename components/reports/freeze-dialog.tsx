"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { FailureNote } from "../campaigns/failure-note";
import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Textarea } from "../ui/textarea";
import { reportAddress } from "./report-address";
import type { ReportPreview } from "./use-report";

type FreezeDialogProps = {
  /** Null where it could not be computed; the error says why. */
  preview: Pick<ReportPreview, "content" | "digest"> | null;
  busy: boolean;
  error: unknown;
  onFreeze: (remark: string | null, onFrozen: (report: string) => void) => void;
  onClose: () => void;
};

/** Says what freezing means before it is done; nothing of it can be taken back. */
export function FreezeDialog({ preview, busy, error, onFreeze, onClose }: FreezeDialogProps) {
  const { project } = useProject();
  const router = useRouter();
  const [remark, setRemark] = useState("");
  const id = useId();
  const interim = preview?.content.standing === "interim";
  const freeze = () => onFreeze(remark.trim() || null, (report) => router.push(reportAddress(project.slug, report)));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={preview ? `Freeze report ${preview.content.number}` : "Freeze report"}
      description="It is kept as it is shown now, for good: nobody can change or remove it, and the audit chain vouches for its digest. What comes later is another report."
      footer={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button variant="primary" disabled={busy} onClick={freeze}>
            {interim ? "Freeze as interim" : "Freeze report"}
          </Button>
        </>
      }
    >
      {interim ? (
        <p className="mb-3 text-undecided">
          {preview.content.standingWords} It says “interim” on every page and in every file. Who looks early and stops
          when it suits finds what is not there.
        </p>
      ) : null}
      {preview ? (
        <p className="mb-3 text-muted">
          Digest: <code className="break-all text-xs">{preview.digest}</code>
        </p>
      ) : null}
      <label htmlFor={id} className="mb-1 block">
        Remark (optional; no patient’s text, it stays for good)
      </label>
      <Textarea id={id} value={remark} maxLength={2_000} onChange={({ target }) => setRemark(target.value)} rows={2} />
      <FailureNote error={error} />
    </Dialog>
  );
}
