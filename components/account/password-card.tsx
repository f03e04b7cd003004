"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { describePasswordFault, SHORTEST_PASSWORD } from "@/domain/people/password-rule";
import { useTRPC } from "../layout/trpc";
import { EntryField } from "../sign-in/entry-field";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { Checkbox } from "../ui/checkbox";
import { describeError } from "../ui/describe-error";

export function PasswordCard({ hasPassword }: { hasPassword: boolean }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [fault, setFault] = useState<string | null>(null);
  const [revokeTokens, setRevokeTokens] = useState(false);
  const setPassword = useMutation(
    trpc.account.setPassword.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const password = String(fields.get("new-password"));
    const found = describePasswordFault(password);
    setFault(found);
    if (found !== null) return;
    const current = hasPassword ? String(fields.get("current-password")) : null;
    setPassword.mutate({ password, current, revokeTokens }, { onSuccess: () => form.reset() });
  };
  const refusal = fault ?? (setPassword.error ? describeError(setPassword.error).sentence : null);
  return (
    <Card>
      <CardHeader title={hasPassword ? "Change your password" : "Set a password"} />
      <form method="post" onSubmit={submit} className="grid max-w-sm gap-3">
        {hasPassword ? (
          <EntryField
            id="current-password"
            label="Present password"
            type="password"
            autoComplete="current-password"
            required
          />
        ) : null}
        <EntryField
          id="new-password"
          label="New password"
          type="password"
          autoComplete="new-password"
          required
          remark={`At least ${SHORTEST_PASSWORD} characters. Your other browsers are signed out.`}
        />
        <label htmlFor="revoke-tokens" className="flex items-center gap-2 text-sm">
          <Checkbox id="revoke-tokens" checked={revokeTokens} onCheckedChange={setRevokeTokens} />
          Revoke all of your API tokens too
        </label>
        <p role="alert" className="min-h-5 text-sm text-bad">
          {refusal}
        </p>
        <div className="flex items-center gap-3">
          <Button type="submit" disabled={setPassword.isPending}>
            {hasPassword ? "Change the password" : "Set the password"}
          </Button>
          <p role="status" className="text-sm text-good">
            {setPassword.isSuccess && refusal === null ? "Your new password is set." : null}
          </p>
        </div>
      </form>
    </Card>
  );
}
