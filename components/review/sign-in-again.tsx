"use client";

import { type FormEvent, useState } from "react";
import { formatCounted } from "@/domain/format/number";
import { useProject } from "../layout/project-context";
import { askToSignIn } from "../sign-in/ask-to-sign-in";
import { Button } from "../ui/button";
import { readErrorCode } from "../ui/describe-error";
import { Input } from "../ui/input";
import type { OpenWorkspace } from "./open-workspace";
import { useWatched } from "./use-watched";

type SignInAgainProps = { opened: OpenWorkspace; locked: boolean; onDone: () => void };

/** Over the case, which stays as it is: same case, same mark. */
export function SignInAgain({ opened, locked, onDone }: SignInAgainProps) {
  const { workspace, isSameReader } = opened;
  const { person } = useProject();
  const { delivery, unsent } = useWatched(workspace.keeper);
  const { failed } = useWatched(workspace);
  const shelf = useWatched(workspace.shelf);
  const [password, setPassword] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const expired =
    delivery === "signed-out" || [failed, shelf.failed].some((error) => readErrorCode(error) === "UNAUTHORIZED");
  if (!locked && !expired) return null;

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
    <div className="fixed inset-0 z-50 grid place-items-center bg-surface/95 p-4">
      <form
        role="dialog"
        aria-modal
        aria-labelledby="sign-in-again"
        onSubmit={submit}
        className="grid w-full max-w-sm gap-3 rounded-lg border border-line bg-surface p-5 shadow-float"
      >
        <h2 id="sign-in-again" className="text-base font-semibold">
          {locked ? "Locked while you were away" : "Your session has ended"}
        </h2>
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
          autoFocus
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
    </div>
  );
}
