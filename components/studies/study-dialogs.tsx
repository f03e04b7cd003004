"use client";

import { useId, useState } from "react";
import { formatCounted } from "@/domain/format/number";
import { descendantsOf } from "@/domain/studies/readiness";
import { FailureNote } from "../campaigns/failure-note";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { DurationText } from "../ui/number/duration-text";
import { Textarea } from "../ui/textarea";
import { type Study, type StudyNode, useRerun } from "./use-study";

type NodeDialogProps = { study: Study; node: StudyNode; project: string; onClose: () => void };

/** Says what is set aside before a node is run again. */
export function RerunDialog({ study, node, project, onClose }: NodeDialogProps) {
  const [reason, setReason] = useState("");
  const rerun = useRerun();
  const id = useId();
  const keys = descendantsOf(node.key, study.edges);
  const anew = study.nodes.filter(({ key }) => keys.has(key));
  const seconds = anew.reduce((sum, { busySeconds }) => sum + busySeconds, 0);
  const again = () =>
    rerun.mutate({ project, study: study.id, node: node.key, reason: reason.trim() || null }, { onSuccess: onClose });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Run “${node.title}” again`}
      description="This node and all that stands on it begin anew. What they made before stays where it is and is set aside in this study."
      footer={
        <Button variant="primary" disabled={rerun.isPending} onClick={again}>
          Run from here again
        </Button>
      }
    >
      <p className="text-muted">Begins anew, {formatCounted(anew.length, "node")}</p>
      <ul className="list-disc pl-4">
        {anew.map(({ key, title }) => (
          <li key={key}>{title}</li>
        ))}
      </ul>
      <p className="mt-2 mb-3 text-muted">
        {seconds > 0 ? (
          <>
            What they made took <DurationText seconds={seconds} /> of devices. Rounds are read again by their readers.
          </>
        ) : (
          "Rounds are read again by their readers."
        )}
      </p>
      <label htmlFor={id} className="mb-1 block">
        Why (optional; it stays in the history)
      </label>
      <Textarea id={id} value={reason} onChange={({ target }) => setReason(target.value)} rows={2} />
      <FailureNote error={rerun.error} />
    </Dialog>
  );
}
