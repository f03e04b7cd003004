"use client";

import { lazy, Suspense, useState } from "react";
import { useMayDo, useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { loadPart } from "../ui/load-part";
import { DialogFailure } from "../ui/part-failure";
import { SkeletonLines } from "../ui/skeleton";
import { SecretsTable } from "./secrets-table";
import { useSecrets } from "./use-secrets";

const WriteDialog = lazy(async () => ({
  default: await loadPart(() => import("./write-dialog").then((module) => module.WriteDialog), DialogFailure),
}));
const RemoveDialog = lazy(async () => ({
  default: await loadPart(() => import("./remove-dialog").then((module) => module.RemoveDialog), DialogFailure),
}));

export function SecretsView() {
  const { project } = useProject();
  const administers = useMayDo("project.admin");
  const secrets = useSecrets();
  const [writing, setWriting] = useState<{ name: string | null } | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const write = (
    <Button variant="primary" onClick={() => setWriting({ name: null })}>
      Write a secret
    </Button>
  );
  return (
    <div className="flex flex-col">
      <div className="flex items-center gap-3 px-4 pt-3.5 pb-2.5">
        <h1>Secrets</h1>
        <span className="text-xs text-muted">of {project.name}</span>
        {administers && secrets.data && secrets.data.length > 0 ? <span className="ml-auto">{write}</span> : null}
      </div>
      {secrets.error ? (
        <ErrorState what="The secrets" error={secrets.error} onRetry={() => void secrets.refetch()} />
      ) : null}
      {secrets.isPending ? (
        <div className="px-4 py-2">
          <SkeletonLines lines={3} label="Loading the secrets" />
        </div>
      ) : null}
      {secrets.data?.length === 0 ? (
        <EmptyState title="No secrets" action={administers ? write : undefined}>
          A secret is a variable such as HF_TOKEN that runs may be given. It is written once, sealed, and never shown
          again.{administers ? "" : " An admin of the project can write one."}
        </EmptyState>
      ) : null}
      {secrets.data && secrets.data.length > 0 ? (
        <>
          <SecretsTable
            secrets={secrets.data}
            onReplace={(name) => setWriting({ name })}
            onRemove={(name) => setRemoving(name)}
          />
          <p className="p-4 text-xs text-muted">
            A run of one's own program gets those that its settings name; importing a model from a hub takes HF_TOKEN by
            itself.
          </p>
        </>
      ) : null}
      <Suspense fallback={null}>
        {writing ? <WriteDialog name={writing.name} onOpenChange={() => setWriting(null)} /> : null}
        {removing ? <RemoveDialog name={removing} onOpenChange={() => setRemoving(null)} /> : null}
      </Suspense>
    </div>
  );
}
