"use client";

import { lazy, Suspense, useState } from "react";
import { useMayDo, useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { loadPart } from "../ui/load-part";
import { DialogFailure } from "../ui/part-failure";
import { SkeletonLines } from "../ui/skeleton";
import { InvitationsCard } from "./invitations-card";
import { PeopleTable } from "./people-table";
import { RoleLegend } from "./role-legend";
import { usePeople } from "./use-people";

const InviteDialog = lazy(async () => ({
  default: await loadPart(() => import("./invite-dialog").then((module) => module.InviteDialog), DialogFailure),
}));

export function PeopleView() {
  const { project } = useProject();
  const administers = useMayDo("project.admin");
  const people = usePeople();
  const [inviting, setInviting] = useState(false);
  return (
    <div className="flex flex-col">
      <div className="flex items-center gap-3 px-4 pt-3.5 pb-2.5">
        <h1>People</h1>
        <span className="text-xs text-muted">of {project.name}</span>
        {administers ? (
          <Button variant="primary" className="ml-auto" onClick={() => setInviting(true)}>
            Invite somebody
          </Button>
        ) : null}
      </div>
      {people.error ? (
        <ErrorState what="The people" error={people.error} onRetry={() => void people.refetch()} />
      ) : null}
      {people.isPending ? (
        <div className="px-4 py-2">
          <SkeletonLines lines={4} label="Loading the people" />
        </div>
      ) : null}
      {people.data ? <PeopleTable people={people.data} /> : null}
      <div className="grid gap-4 p-4 xl:grid-cols-[2fr_1fr]">
        {administers ? <InvitationsCard onInvite={() => setInviting(true)} /> : null}
        <RoleLegend />
      </div>
      <Suspense fallback={null}>{inviting ? <InviteDialog onOpenChange={setInviting} /> : null}</Suspense>
    </div>
  );
}
