"use client";

import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { askToSignIn } from "./ask-to-sign-in";
import { EntryField } from "./entry-field";

type SignInFormProps = { notice: string | null } & ({ next: string } | { onSignedIn: () => void });

export function SignInForm({ notice, ...then }: SignInFormProps) {
  const [refusal, setRefusal] = useState(notice);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    const refused = await askToSignIn(String(fields.get("email")), String(fields.get("password")));
    if (refused === null) return "next" in then ? location.assign(then.next) : then.onSignedIn();
    setRefusal(refused);
    setBusy(false);
  }

  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <EntryField id="email" label="Email" type="email" autoComplete="username" required autoFocus />
      <EntryField id="password" label="Password" type="password" autoComplete="current-password" required />
      <p role="alert" className="min-h-5 text-sm text-bad">
        {refusal}
      </p>
      <Button type="submit" variant="primary" disabled={busy}>
        {busy ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
