"use client";

import { type FormEvent, useState } from "react";
import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { classNames } from "../ui/class-names";
import { describeError } from "../ui/describe-error";
import { Dialog } from "../ui/dialog";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";
import { toast } from "../ui/toast";
import { useSecretWrites } from "./use-secrets";

type WriteDialogProps = {
  /** Of a secret that is to be replaced. */
  name: string | null;
  onOpenChange: (open: boolean) => void;
};

export function WriteDialog({ name, onOpenChange }: WriteDialogProps) {
  const onClose = () => onOpenChange(false);
  const { project } = useProject();
  const { write } = useSecretWrites();
  const [value, setValue] = useState("");
  const [shown, setShown] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = { name: name ?? String(form.get("name")).trim(), value };
    write.mutate(
      { project: project.slug, ...given },
      {
        onSuccess: () => {
          toast.success(`${given.name} is written.`);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={name ? `Replace ${name}` : "Write a secret"}
      description="It is sealed at once and never shown again. Runs that name it get it as a variable; logs show dots."
    >
      <form method="post" onSubmit={submit} className="grid gap-3" autoComplete="off">
        {name ? null : (
          <div className="grid gap-1">
            <label htmlFor="secret-name">Name</label>
            <Input id="secret-name" name="name" placeholder="HF_TOKEN" required maxLength={64} spellCheck={false} />
            <p className="text-xs text-muted">The variable's name: capitals, digits and underscores.</p>
          </div>
        )}
        <div className="grid gap-1">
          <label htmlFor="secret-value">Value</label>
          {/* A password field is one line, and a key has several. */}
          <Textarea
            id="secret-value"
            rows={3}
            required
            value={value}
            onChange={(event) => setValue(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            aria-describedby="secret-value-remark"
            className={classNames("font-mono text-xs", !shown && "[-webkit-text-security:disc]")}
          />
          <label htmlFor="secret-shown" className="flex items-center gap-2 text-xs">
            <Checkbox id="secret-shown" checked={shown} onCheckedChange={setShown} />
            Show what is typed
          </label>
          <p id="secret-value-remark" className="text-xs text-muted">
            At least 8 characters; a shorter one could not be masked in logs. Lines are kept as they are.
          </p>
        </div>
        {write.error ? (
          <p role="alert" className="rounded-md bg-bad-soft p-2.5 text-bad">
            {describeError(write.error).sentence}
          </p>
        ) : null}
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" variant="primary" disabled={write.isPending}>
            {name ? "Replace the secret" : "Write the secret"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
