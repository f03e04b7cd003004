"use client";

import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useDeferredValue, useMemo, useState } from "react";
import { FORK_PARTS } from "@/domain/studies/fork-parts";
import type { ClinicalLoopInput } from "@/domain/studies/loop-settings";
import { FailureNote } from "../../campaigns/failure-note";
import { Labelled } from "../../campaigns/form/labelled";
import { useCrumb } from "../../layout/breadcrumb";
import { useKeys } from "../../layout/keys";
import { useMayDo, useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Button } from "../../ui/button";
import { Card, CardHeader } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { Input } from "../../ui/input";
import { SkeletonLines } from "../../ui/skeleton";
import { studyAddress } from "../study-address";
import { EMPTY_LOOP, type LoopDraft } from "./loop-draft";
import { loopProblems, loopRequest } from "./loop-request";
import { LoopSections } from "./loop-sections";
import { PlanCard } from "./plan-card";
import { fieldsOfStages, readStageConfigs } from "./stage-configs";
import { useLoopChoices } from "./use-loop-choices";

const NOTHING: ClinicalLoopInput = { name: "", notesVersionId: "", readers: { kind: "people", people: [] } };

/** The whole loop is launched once: what it needs, what it comes to, and everything that would be refused. */
export function NewLoopView() {
  const { project } = useProject();
  const mayWrite = useMayDo("runs.write");
  const trpc = useTRPC();
  const router = useRouter();
  const [draft, setDraft] = useState<LoopDraft>(EMPTY_LOOP);
  const choices = useLoopChoices(project.slug);
  const fields = useMemo(
    () => fieldsOfStages(choices.data?.stages ?? [], draft.stage),
    [choices.data?.stages, draft.stage],
  );
  const { configs, problems: unread } = readStageConfigs(draft.configs, fields);
  const problems = [...loopProblems(draft), ...unread.values()];
  const request = useDeferredValue(problems.length === 0 ? loopRequest(draft, null, configs) : null);
  const plan = useQuery({
    ...trpc.studies.planLoop.queryOptions({ project: project.slug, ...(request ?? NOTHING) }),
    enabled: request !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const launch = useMutation(
    trpc.studies.launchLoop.mutationOptions({
      onSuccess: ({ studyId }) => router.push(studyAddress(project.slug, studyId)),
    }),
  );
  useCrumb("New study");
  const change = (part: Partial<LoopDraft>) => setDraft((before) => ({ ...before, ...part }));
  const ready = request !== null && plan.data?.problems.length === 0 && !plan.error;
  const busy = launch.isPending || launch.isSuccess;
  const begin = () => {
    if (ready && !busy) launch.mutate({ project: project.slug, ...request });
  };
  useKeys("New study", [{ keys: "mod+Enter", label: "Launch study", run: begin }]);
  if (!mayWrite) {
    return (
      <EmptyState title="Launching studies is not for your role">An admin of the project can change it.</EmptyState>
    );
  }
  return (
    <div className="mx-auto grid w-full max-w-[1180px] gap-6 p-5 lg:grid-cols-[minmax(0,1fr)_330px]">
      <div className="min-w-0">
        <h1 className="mb-3">Launch the clinical loop</h1>
        <div className="max-w-md pb-5 text-sm">
          <Labelled id="loop-name" label="Name, for your team">
            <Input
              id="loop-name"
              value={draft.name}
              maxLength={100}
              onChange={({ target }) => change({ name: target.value })}
            />
          </Labelled>
        </div>
        {choices.error ? (
          <ErrorState what="What there is to choose from" error={choices.error} onRetry={choices.retry} />
        ) : null}
        {choices.data ? (
          <LoopSections
            draft={draft}
            choices={choices.data}
            fields={fields}
            problems={unread}
            parts={FORK_PARTS}
            onChange={change}
          />
        ) : choices.error ? null : (
          <SkeletonLines lines={8} label="Loading notes, models and people" />
        )}
      </div>
      <aside className="grid content-start gap-4 self-start lg:sticky lg:top-5">
        <Card className="text-sm">
          <CardHeader title="Before it starts" />
          {problems.map((what) => (
            <p key={what} className="text-muted">
              {what}
            </p>
          ))}
          {problems.length === 0 ? (
            <p className="text-muted">
              It goes on by itself, waits where people read, sign or look, and can be paused, run again and forked
              anywhere.
            </p>
          ) : null}
          <FailureNote error={launch.error ?? plan.error} />
          {ready ? (
            <Button variant="primary" className="mt-3 w-full" disabled={busy} title="Ctrl Enter" onClick={begin}>
              {busy ? "Launching…" : "Launch study"}
            </Button>
          ) : null}
        </Card>
        {plan.data && request ? <PlanCard plan={plan.data} stale={plan.isFetching} /> : null}
      </aside>
    </div>
  );
}
