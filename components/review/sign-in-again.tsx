"use client";

import { Dialog } from "radix-ui";
import { type FormEvent, useRef, useState } from "react";
import { formatCounted } from "@/domain/format/number";
import { useProject } from "../layout/project-context";
import { askToSignIn } from "../sign-in/ask-to-sign-in";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { focusNote } from "./focus-note";
import type { OpenWorkspace } from "./open-workspace";
import { useMutedKeys } from "./use-muted-keys";
import { useWatched } from "./use-watched";

type SignInAgainProps = { opened: OpenWorkspace; locked: boolean; onDone: () => void };

/** Over the case, which stays as it is: same case, same mark. */
export function SignInAgain({ opened, locked, onDone }: SignInAgainProps) {
  const { workspace, isSameReader } = opened;
  const { person } = useProject();
  const { unsent } = useWatched(workspace.keeper);
  const field = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useMutedKeys();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const refused = await askToSignIn(person.email, password);
    setBusy(false);
    setPassword("");
    if (refused !== null) return setRefusal(refused);
    if (!(await isSameReader())) return location.reload();
    onDone();
    workspace.resume();
  }

  return (
    <Dialog.Root open>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-surface/95" />
        <Dialog.Content
          aria-describedby={undefined}
          className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 w-[min(24rem,92vw)] rounded-lg border border-line bg-surface p-5 shadow-float"
          onEscapeKeyDown={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.preventDefault()}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            field.current?.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            focusNote();
          }}
        >
          <form method="post" onSubmit={submit} className="grid gap-3">
            <Dialog.Title className="text-base font-semibold">
              {locked ? "Locked while you were away" : "Your session has ended"}
            </Dialog.Title>
            <p className="text-sm text-muted">
              Sign in again and go on where you were.{" "}
              {unsent > 0
                ? `${formatCounted(unsent, "change")} wait in this browser, sealed for you.`
                : "Everything is saved."}
            </p>
            <label htmlFor="password-again" className="text-sm">
              Password of {person.email}
            </label>
            <Input
              id="password-again"
              type="password"
              autoComplete="current-password"
              ref={field}
              required
              value={password}
              onChange={({ target }) => setPassword(target.value)}
            />
            <p role="alert" className="min-h-5 text-sm text-bad">
              {refusal}
            </p>
            <Button type="submit" variant="primary" disabled={busy}>
              {busy ? "Signing in…" : "Sign in and go on"}
            </Button>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
