"use client";

import { type FormEvent, useState } from "react";
import { FailureNote } from "../../campaigns/failure-note";
import { Labelled } from "../../campaigns/form/labelled";
import { useProject } from "../../layout/project-context";
import type { RouterInputs } from "../../layout/trpc";
import { Button } from "../../ui/button";
import { readErrorCode } from "../../ui/describe-error";
import { Input } from "../../ui/input";
import { useGateWrites } from "../use-gate";

type PasswordFormProps = {
  asked: Omit<RouterInputs["gates"]["sign"], "password">;
  /** What it rests on changed meanwhile: the words are to be read again. */
  onAgain: () => void;
  onSigned: (gate: string) => void;
  onClose: () => void;
};

export function PasswordForm({ asked, onAgain, onSigned, onClose }: PasswordFormProps) {
  const { person } = useProject();
  const { sign } = useGateWrites();
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sign.mutate(
      { ...asked, password },
      {
        onSuccess: ({ id }) => onSigned(id),
        onError: (error) => {
          setPassword("");
          if (readErrorCode(error) === "CONFLICT") onAgain();
        },
      },
    );
  };
  return (
    <form method="post" onSubmit={submit} className="grid gap-3">
      <Labelled
        id="sign-password"
        label={`Password of ${person.name}`}
        about="Asked again, because a signature is yours."
      >
        <Input
          id="sign-password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          aria-describedby="sign-password-about"
          className="max-w-xs"
          onChange={({ target }) => setPassword(target.value)}
        />
      </Labelled>
      <FailureNote error={sign.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Do not sign</Button>
        <Button type="submit" variant="primary" disabled={password === "" || sign.isPending}>
          {sign.isPending ? "Signing…" : "Sign"}
        </Button>
      </div>
    </form>
  );
}
