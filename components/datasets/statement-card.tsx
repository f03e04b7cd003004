"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Statement } from "@/domain/datasets/statement";
import { useMayDo, useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC, useTRPCClient } from "../layout/trpc";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { Dialog } from "../ui/dialog";
import { HoldsBadge } from "./holds-badge";
import { StatementFields } from "./statement-fields";

type Version = RouterOutputs["datasets"]["byId"]["versions"][number];

/** What the version holds, under which approval, until when. */
export function StatementCard({ version }: { version: Version }) {
  const mayWrite = useMayDo("datasets.write");
  const [open, setOpen] = useState(false);
  const { approval, approvedUntil } = version;
  return (
    <section>
      <div className="mb-2 flex items-center">
        <h2 className="font-semibold">What it holds</h2>
        {mayWrite ? (
          <Button size="sm" variant="ghost" className="ml-auto" onClick={() => setOpen(true)}>
            Change
          </Button>
        ) : null}
      </div>
      <dl className="grid grid-cols-[84px_1fr] gap-x-2 gap-y-1.5 [&_dt]:text-muted">
        <dt>Text</dt>
        <dd>
          <HoldsBadge {...version} />
        </dd>
        {version.holds === "synthetic" ? null : (
          <>
            <dt>Approval</dt>
            <dd>{approval ?? <span className="text-muted">none stated</span>}</dd>
            <dt>Until</dt>
            <dd>{approvedUntil ?? <span className="text-muted">no end stated</span>}</dd>
          </>
        )}
      </dl>
      {open ? <StatementDialog version={version} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

function StatementDialog({ version, onClose }: { version: Version; onClose: () => void }) {
  const { project } = useProject();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { holds, approval, approvedUntil } = version;
  const [statement, setStatement] = useState<Statement>({ holds, approval, approvedUntil });
  const saving = useMutation({
    mutationFn: () => client.datasets.versions.state.mutate({ project: project.slug, version: version.id, statement }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: trpc.datasets.pathKey() });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`What version ${version.number} holds`}
      description="The rows stay as they are; only what is said of them changes."
    >
      <form method="post" onSubmit={submit} className="grid gap-4 text-sm">
        <StatementFields statement={statement} onChange={setStatement} />
        {saving.error ? (
          <p role="alert" className="rounded-md bg-bad-soft p-2.5 text-bad">
            {describeError(saving.error).sentence}
          </p>
        ) : null}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" variant="primary" disabled={saving.isPending || statement.holds === "unstated"}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
