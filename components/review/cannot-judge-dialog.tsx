"use client";

import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Input } from "../ui/input";

const REASONS = ["I know this patient", "The text cannot be read", "It is outside of my field"] as const;

type CannotJudgeDialogProps = { onReason: (reason: string) => void; onClose: () => void };

/** A reason keeps the queue honest; three are one key away. */
export function CannotJudgeDialog({ onReason, onClose }: CannotJudgeDialogProps) {
  const [other, setOther] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (other.trim()) onReason(other.trim());
  }
  return (
    <Dialog open onOpenChange={onClose} title="Why can this case not be judged?">
      {/* The digits work wherever in the dialog the focus is, but not while a reason is written. */}
      <form
        method="post"
        onSubmit={submit}
        onKeyDown={({ key, target }) => {
          const reason = REASONS[Number(key) - 1];
          if (reason && !(target instanceof HTMLInputElement)) onReason(reason);
        }}
        className="grid gap-2 text-base [&_kbd]:text-[14px]"
      >
        {REASONS.map((reason, index) => (
          <Button
            key={reason}
            autoFocus={index === 0}
            onClick={() => onReason(reason)}
            hint={index + 1}
            className="h-10 justify-between text-base"
          >
            {reason}
          </Button>
        ))}
        <label htmlFor="other-reason" className="mt-2 text-sm text-muted">
          Another reason
        </label>
        <div className="flex gap-2">
          <Input id="other-reason" maxLength={4_000} value={other} onChange={({ target }) => setOther(target.value)} />
          <Button type="submit" disabled={other.trim() === ""}>
            Give it
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
