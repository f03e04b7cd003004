"use client";

import type { ReactNode } from "react";
import { Button } from "./button";
import { describeError } from "./describe-error";
import { Dialog } from "./dialog";

type ConfirmDialogProps = {
  title: string;
  /** What will have happened, and what of it cannot be taken back. */
  children: ReactNode;
  /** The verb with its object. */
  action: string;
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before something that cannot be undone, and stays open to say why it did not work. */
export function ConfirmDialog({ title, children, action, busy, error, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>Keep</Button>
          <Button variant="danger" disabled={busy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      <div className="grid gap-2">{children}</div>
      {error ? (
        <p role="alert" className="mt-3 rounded-md bg-bad-soft p-2.5 text-bad">
          {describeError(error).sentence}
        </p>
      ) : null}
    </Dialog>
  );
}
