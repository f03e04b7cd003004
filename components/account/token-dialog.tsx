"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { TOKEN_SCOPES, type TokenScope } from "@/domain/access";
import { TOKEN_DAYS } from "@/domain/people/expiry";
import { useTRPC } from "../layout/trpc";
import { EntryField } from "../sign-in/entry-field";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { Dialog } from "../ui/dialog";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { ShownOnce } from "../ui/shown-once";
import { SCOPE_WORDS } from "./scope-words";

const ALL_PROJECTS = " ";
const NEVER = "never";
const isScope = (value: string): value is TokenScope => TOKEN_SCOPES.some((scope) => scope === value);
const dayWords = (days: number | null) => (days === null ? "until it is revoked" : `${days} days`);

function useCreateToken() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.tokens.pathKey() });
  return useMutation(trpc.tokens.create.mutationOptions({ onSettled }));
}

export function TokenDialog({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const trpc = useTRPC();
  const projects = useQuery(trpc.projects.list.queryOptions());
  const account = useQuery(trpc.account.read.queryOptions());
  const create = useCreateToken();
  const [scope, setScope] = useState<TokenScope>("log");
  const [project, setProject] = useState(ALL_PROJECTS);
  const [days, setDays] = useState("90");
  const asksPassword = scope === "admin" && account.data?.hasPassword === true;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const name = String(fields.get("name"));
    create.mutate({
      name,
      scope,
      current: asksPassword ? String(fields.get("token-password")) : null,
      project: project === ALL_PROJECTS ? null : project,
      expiresInDays: days === NEVER ? null : Number(days),
    });
  };
  if (create.data) {
    return (
      <Dialog
        open
        onOpenChange={onOpenChange}
        title={`The token ${create.data.name}`}
        footer={<Button onClick={() => onOpenChange(false)}>Done</Button>}
      >
        <ShownOnce label="Token" text={create.data.token} />
        <p className="mt-2 text-muted">
          Programs read it from <code className="font-mono text-ink">ASSAY_TOKEN</code>; over HTTP it goes into the
          header <code className="font-mono text-ink">Authorization: Bearer …</code>.
        </p>
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={onOpenChange} title="A new token">
      <form method="post" onSubmit={submit} className="grid gap-3">
        <div className="grid gap-1">
          <label htmlFor="token-name">Name</label>
          <Input id="token-name" name="name" placeholder="training box" maxLength={80} required autoFocus />
        </div>
        <div className="grid gap-1">
          <label htmlFor="token-scope">It may</label>
          <Select
            id="token-scope"
            value={scope}
            onChange={(value) => {
              if (isScope(value)) setScope(value);
            }}
            options={TOKEN_SCOPES.map((value) => ({ value, label: `${value}: ${SCOPE_WORDS[value]}` }))}
          />
        </div>
        <div className="grid gap-1">
          <label htmlFor="token-project">In</label>
          <Select
            id="token-project"
            value={project}
            onChange={setProject}
            options={[
              { value: ALL_PROJECTS, label: "all of your projects" },
              ...(projects.data ?? []).map(({ slug, name }) => ({ value: slug, label: name })),
            ]}
          />
        </div>
        <div className="grid gap-1">
          <label htmlFor="token-days">Good for</label>
          <Select
            id="token-days"
            value={days}
            onChange={setDays}
            options={TOKEN_DAYS.map((value) => ({ value: String(value ?? NEVER), label: dayWords(value) }))}
          />
        </div>
        {asksPassword ? (
          <EntryField
            id="token-password"
            label="Your present password"
            type="password"
            autoComplete="current-password"
            required
            remark="Such a token may do everything that you may do, until it ends."
          />
        ) : null}
        {create.error ? (
          <p role="alert" className="rounded-md bg-bad-soft p-2.5 text-bad">
            {describeError(create.error).sentence}
          </p>
        ) : null}
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Close</Button>
          <Button type="submit" variant="primary" disabled={create.isPending}>
            Make the token
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
