"use client";

import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { Input } from "../ui/input";

const REFUSALS: Readonly<Record<number, string>> = {
  401: "Email and password do not belong together. Check both and try again.",
  403: "This address is not one that Assay serves. Open the one that it printed when it started.",
  429: "Too many tries. Wait a minute and try again.",
};

async function signIn(email: string, password: string): Promise<string | null> {
  try {
    const answer = await fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    if (answer.ok) return null;
    return REFUSALS[answer.status] ?? `Signing in failed (${answer.status}). Look at the server's log.`;
  } catch (error) {
    if (error instanceof TypeError) return "The server was not reached. Check that Assay is running and try again.";
    throw error;
  }
}

export function SignInForm({ next, notice }: { next: string; notice: string | null }) {
  const [refusal, setRefusal] = useState(notice);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    const refused = await signIn(String(fields.get("email")), String(fields.get("password")));
    if (refused === null) return location.assign(next);
    setRefusal(refused);
    setBusy(false);
  }

  return (
    <form onSubmit={submit} className="grid gap-4">
      <label htmlFor="email" className="grid gap-1 text-sm">
        Email
        <Input id="email" name="email" type="email" autoComplete="username" required autoFocus />
      </label>
      <label htmlFor="password" className="grid gap-1 text-sm">
        Password
        <Input id="password" name="password" type="password" autoComplete="current-password" required />
      </label>
      <p role="alert" className="min-h-5 text-sm text-bad">
        {refusal}
      </p>
      <Button type="submit" variant="primary" disabled={busy}>
        {busy ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
