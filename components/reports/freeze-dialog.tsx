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
  preview: Pick<ReportPreview, "content" | "digest">;
  busy: boolean;
  error: Parameters<typeof FailureNote>[0]["error"];
  onFreeze: (remark: string | null, onFrozen: (report: string) => void) => void;
  onClose: () => void;
};

/** Says what freezing means before it is done; nothing of it can be taken back. */
export function FreezeDialog({ preview: { content, digest }, busy, error, onFreeze, onClose }: FreezeDialogProps) {
  const { project } = useProject();
  const router = useRouter();
  const [remark, setRemark] = useState("");
  const id = useId();
  const { standing, number } = content;
  const freeze = () => onFreeze(remark.trim() || null, (report) => router.push(reportAddress(project.slug, report)));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Freeze report ${number}`}
      description="It is kept as it is shown now, for good: nobody can change or remove it, and the audit chain vouches for its digest. What comes later is another report."
      footer={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button variant="primary" disabled={busy} onClick={freeze}>
            {standing === "interim" ? "Freeze as interim" : "Freeze report"}
          </Button>
        </>
      }
    >
      {standing === "interim" ? (
        <p className="mb-3 text-undecided">
          {content.standingWords} It says “interim” on every page and in every file. Who looks early and stops when it
          suits finds what is not there.
        </p>
      ) : null}
      <p className="mb-3 text-muted">
        Digest: <code className="break-all text-xs">{digest}</code>
      </p>
      <label htmlFor={id} className="mb-1 block">
        Remark (optional; no patient’s text, it stays for good)
      </label>
      <Textarea id={id} value={remark} maxLength={2_000} onChange={({ target }) => setRemark(target.value)} rows={2} />
      <FailureNote error={error} />
    </Dialog>
  );
}
