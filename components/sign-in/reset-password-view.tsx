"use client";

import Link from "next/link";
import { type FormEvent, useState } from "react";
import { describePasswordFault, SHORTEST_PASSWORD } from "@/domain/people/password-rule";
import { Button } from "../ui/button";
import { SkeletonLines } from "../ui/skeleton";
import { EntryCard } from "./entry-card";
import { EntryField } from "./entry-field";
import { useLinkSecret } from "./use-link-secret";

const REFUSALS: Readonly<Record<number, string>> = {
  400: "This link was used already or is older than a day. Ask the admin for a new one.",
  429: "Too many tries. Wait a minute and try again.",
};

async function setNewPassword(token: string, newPassword: string): Promise<string | null> {
  try {
    const answer = await fetch("/api/auth/reset-password", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token, newPassword }),
    });
    if (answer.ok) return null;
    return REFUSALS[answer.status] ?? `The password was not set (${answer.status}). Look at the server's log.`;
  } catch (error) {
    if (error instanceof TypeError) return "The server was not reached. Check that Assay is running and try again.";
    throw error;
  }
}

export function ResetPasswordView() {
  const token = useLinkSecret();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [state, setState] = useState<"asking" | "busy" | "done">("asking");

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password"));
    const fault = describePasswordFault(password);
    if (fault !== null || !token) return setRefusal(fault);
    setState("busy");
    const refused = await setNewPassword(token, password);
    setRefusal(refused);
    setState(refused === null ? "done" : "asking");
  }

  if (token === undefined) {
    return (
      <EntryCard said="A new password">
        <SkeletonLines lines={3} label="Opening the link" />
      </EntryCard>
    );
  }
  if (token === null) {
    return (
      <EntryCard said="A new password">
        This address is not whole: a password link ends in # and a long word. Copy all of it.
      </EntryCard>
    );
  }
  if (state === "done") {
    return (
      <EntryCard said="A new password">
        <p role="status">Your new password is set, and every browser was signed out.</p>
        <Link href="/sign-in" className="text-accent underline underline-offset-2">
          Sign in with it
        </Link>
      </EntryCard>
    );
  }
  return (
    <EntryCard said="Choose a new password. Every browser that is signed in as you will be signed out.">
      <form method="post" onSubmit={submit} className="grid gap-4">
        <EntryField
          id="password"
          label="New password"
          type="password"
          autoComplete="new-password"
          required
          autoFocus
          remark={`At least ${SHORTEST_PASSWORD} characters. A sentence is good.`}
        />
        <p role="alert" className="min-h-5 text-sm text-bad">
          {refusal}
        </p>
        <Button type="submit" variant="primary" disabled={state === "busy"}>
          {state === "busy" ? "Setting it…" : "Set the password"}
        </Button>
      </form>
    </EntryCard>
  );
}
