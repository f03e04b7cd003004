"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { LONGEST_SLUG, slugOf } from "@/domain/people/project-slug";
import { pageAddress } from "../layout/pages";
import { useTRPC } from "../layout/trpc";
import { EntryField } from "../sign-in/entry-field";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { describeError } from "../ui/describe-error";

export function NewProjectView() {
  const trpc = useTRPC();
  const router = useRouter();
  const [name, setName] = useState("");
  const [slug, setSlug] = useState<string | null>(null);
  const create = useMutation(
    trpc.projects.create.mutationOptions({ onSuccess: (made) => router.push(pageAddress(made.slug, "/people")) }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate({ name, slug: slug ?? slugOf(name) });
  };
  return (
    <>
      <div>
        <h1>New project</h1>
        <p className="text-sm text-muted">
          A team's own space: its runs, data and people are seen by nobody outside of it. You are its admin.
        </p>
      </div>
      <Card>
        <form method="post" onSubmit={submit} className="grid max-w-sm gap-3">
          <EntryField
            id="project-name"
            label="Name"
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={80}
            required
            autoFocus
          />
          <EntryField
            id="project-slug"
            label="In addresses"
            value={slug ?? slugOf(name)}
            onChange={(event) => setSlug(event.target.value)}
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            title="Lower case letters, digits and single hyphens"
            maxLength={LONGEST_SLUG}
            required
            spellCheck={false}
            className="font-mono text-xs"
            remark="Lower case letters, digits and hyphens. It stays as it is."
          />
          <p role="alert" className="min-h-5 text-sm text-bad">
            {create.error ? describeError(create.error).sentence : null}
          </p>
          <Button type="submit" variant="primary" className="justify-self-start" disabled={create.isPending}>
            Make the project
          </Button>
        </form>
      </Card>
    </>
  );
}
