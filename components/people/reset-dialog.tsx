"use client";

import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { Dialog } from "../ui/dialog";
import { RelativeTime } from "../ui/number/relative-time";
import { ShownOnce } from "../ui/shown-once";
import { type Person, usePeopleWrites } from "./use-people";

export function ResetDialog({ person, onOpenChange }: { person: Person; onOpenChange: (open: boolean) => void }) {
  const onClose = () => onOpenChange(false);
  const { project } = useProject();
  const { issueReset } = usePeopleWrites();
  const issued = issueReset.data;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`A new password for ${person.name}`}
      footer={
        issued ? (
          <Button onClick={onClose}>Done</Button>
        ) : (
          <>
            <Button onClick={onClose}>Close</Button>
            <Button
              variant="primary"
              disabled={issueReset.isPending}
              onClick={() => issueReset.mutate({ project: project.slug, person: person.userId })}
            >
              Make the link
            </Button>
          </>
        )
      }
    >
      {issued ? (
        <div className="grid gap-2">
          <p>
            Hand it to {person.name} in person or by a channel that you both trust: whoever opens it first sets the
            password. It ends <RelativeTime time={issued.expiresAt} />, or when it is used.
          </p>
          <ShownOnce label="Password link" text={issued.address} />
        </div>
      ) : (
        <p>
          The link lets {person.name} set a new password within 24 hours, once. Then every browser that is signed in as
          them is signed out and their API tokens end. Until then nothing changes.
        </p>
      )}
      {issueReset.error ? (
        <p role="alert" className="mt-3 rounded-md bg-bad-soft p-2.5 text-bad">
          {describeError(issueReset.error).sentence}
        </p>
      ) : null}
    </Dialog>
  );
}
