"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { FailureNote } from "../campaigns/failure-note";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";
import { studyAddress } from "./study-address";
import { type Study, type StudyNode, useFork, useRerun } from "./use-study";

type NodeDialogProps = { study: Study; node: StudyNode; project: string; onClose: () => void };

/** Says what is set aside before a node is run again. */
export function RerunDialog({ study, node, project, onClose }: NodeDialogProps) {
  const [reason, setReason] = useState("");
  const rerun = useRerun();
  const id = useId();
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
      <label htmlFor={id} className="mb-1 block">
        Why (optional; it stays in the history)
      </label>
      <Textarea id={id} value={reason} onChange={({ target }) => setReason(target.value)} rows={2} />
      <FailureNote error={rerun.error} />
    </Dialog>
  );
}

function readChanges(text: string): Record<string, unknown> | string {
  if (text.trim() === "") return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
    return 'Write an object of settings, such as {"training": {"deltas": [0, 10]}}.';
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return `This is no JSON: ${error.message}.`;
  }
}

/** A new study that shares what stands before the node. */
export function ForkDialog({ study, node, project, onClose }: NodeDialogProps) {
  const [name, setName] = useState(`${study.name}, fork`.slice(0, 120));
  const training = JSON.stringify({ training: study.settings.training }, null, 2);
  const [text, setText] = useState(training);
  const fork = useFork();
  const router = useRouter();
  const [nameId, changesId] = [useId(), useId()];
  const changes = readChanges(text);
  const begin = () => {
    if (typeof changes === "string") return;
    fork.mutate(
      { project, study: study.id, node: node.key, name, changes },
      { onSuccess: ({ studyId }) => router.push(studyAddress(project, studyId)) },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Fork from “${node.title}”`}
      description="What is done before this node is shared, with the same notes in the same roles; everything from it on is made anew in another study."
      footer={
        <Button
          variant="primary"
          disabled={fork.isPending || typeof changes === "string" || !name.trim()}
          onClick={begin}
        >
          Fork the study
        </Button>
      }
    >
      <div className="grid gap-3">
        <div>
          <label htmlFor={nameId} className="mb-1 block">
            Name of the new study
          </label>
          <Input id={nameId} value={name} maxLength={120} onChange={({ target }) => setName(target.value)} />
        </div>
        <div>
          <label htmlFor={changesId} className="mb-1 block">
            Settings that are otherwise, as JSON
          </label>
          <Textarea
            id={changesId}
            value={text}
            rows={10}
            className="font-mono text-xs"
            onChange={({ target }) => setText(target.value)}
          />
          {typeof changes === "string" ? <p className="mt-1 text-bad">{changes}</p> : null}
        </div>
        <FailureNote error={fork.error} />
      </div>
    </Dialog>
  );
}
