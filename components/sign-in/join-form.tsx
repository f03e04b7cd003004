"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { describePasswordFault, SHORTEST_PASSWORD } from "@/domain/people/password-rule";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { askToSignIn } from "./ask-to-sign-in";
import { EntryField } from "./entry-field";

/** An account and a place in the project, in one step. */
export function JoinForm({ token, email }: { token: string; email: string | null }) {
  const trpc = useTRPC();
  const accept = useMutation(trpc.invitations.acceptAsNew.mutationOptions());
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function join(person: { name: string; email: string; password: string }) {
    setBusy(true);
    try {
      const { slug } = await accept.mutateAsync({ token, ...person });
      const refused = await askToSignIn(person.email, person.password);
      location.assign(refused === null ? `/projects/${slug}` : "/sign-in");
    } catch (error) {
      setRefusal(describeError(error).sentence);
      setBusy(false);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const password = String(fields.get("password"));
    const fault = describePasswordFault(password);
    setRefusal(fault);
    if (fault === null) {
      void join({ name: String(fields.get("name")), email: String(fields.get("email")), password });
    }
  }

  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <EntryField id="name" label="Your name" autoComplete="name" maxLength={120} required autoFocus />
      <EntryField
        id="email"
        label="Email"
        type="email"
        autoComplete="username"
        maxLength={254}
        required
        defaultValue={email ?? ""}
        readOnly={email !== null}
        remark={email === null ? "You sign in with it; Assay sends no mail." : "The invitation is for this address."}
      />
      <EntryField
        id="password"
        label="A password"
        type="password"
        autoComplete="new-password"
        required
        remark={`At least ${SHORTEST_PASSWORD} characters. A sentence is good.`}
      />
      <p role="alert" className="min-h-5 text-sm text-bad">
        {refusal}
      </p>
      <Button type="submit" variant="primary" disabled={busy}>
        {busy ? "Joining…" : "Join the project"}
      </Button>
    </form>
  );
}
