"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useDeferredValue, useMemo, useState } from "react";
import { FORK_PARTS } from "@/domain/studies/fork-parts";
import type { ClinicalLoop } from "@/domain/studies/loop-settings";
import { FailureNote } from "../../campaigns/failure-note";
import { Labelled } from "../../campaigns/form/labelled";
import { useCrumb } from "../../layout/breadcrumb";
import { useKeys } from "../../layout/keys";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Button } from "../../ui/button";
import { ErrorState } from "../../ui/error-state";
import { Input } from "../../ui/input";
import { loadPart } from "../../ui/load-part";
import { Select } from "../../ui/select";
import { SkeletonLines } from "../../ui/skeleton";
import { forkAddress, studyAddress } from "../study-address";
import { type Study, useFork } from "../use-study";
import { ForkPlanCard } from "./fork-plan-card";
import { type LoopDraft, loopDraftOf, parseLoop } from "./loop-draft";
import { changesOf, loopProblems, loopRequest } from "./loop-request";
import { LoopSections } from "./loop-sections";
import { fieldsOfStages, readStageConfigs } from "./stage-configs";
import { useLoopChoices } from "./use-loop-choices";

const ForkText = dynamic(() => loadPart(() => import("./fork-text").then((module) => module.ForkText)), { ssr: false });

type ForkFormProps = { study: Study; base: ClinicalLoop; node: string };

/** A new study that shares what stands before a node, its settings as fields, with what that comes to. */
export function ForkForm({ study, base, node }: ForkFormProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const router = useRouter();
  const fork = useFork();
  const choices = useLoopChoices(project.slug);
  const [draft, setDraft] = useState<LoopDraft>(() => ({
    ...loopDraftOf(base),
    name: `${study.name}, fork`.slice(0, 120),
  }));
  /** What the form does not show: of the study, and of what was written as text. */
  const [formBase, setFormBase] = useState(base);
  /** Changes as a person wrote them; null where the form says them, or the text cannot be read. */
  const [text, setText] = useState<{ changes: Record<string, unknown> | null } | null>(null);
  useCrumb("Fork");
  const fields = useMemo(
    () => fieldsOfStages(choices.data?.stages ?? [], draft.stage),
    [choices.data?.stages, draft.stage],
  );
  const { configs, problems: unread } = readStageConfigs(draft.configs, fields);
  const request = loopRequest(draft, formBase, configs);
  const formed = request ? changesOf(base, request) : null;
  const changes = text ? text.changes : formed;
  const problems = text ? [] : [...loopProblems(draft), ...unread.values()];
  const wanted = useDeferredValue(JSON.stringify(problems.length === 0 ? changes : null));
  const plan = useQuery({
    ...trpc.studies.planFork.queryOptions({
      ...{ project: project.slug, study: study.id, node, name: draft.name.trim() || "Fork" },
      changes: JSON.parse(wanted) ?? {},
    }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const busy = fork.isPending || fork.isSuccess;
  const ready = changes !== null && problems.length === 0 && plan.data?.problems.length === 0 && !plan.error;
  const begin = () => {
    if (!ready || busy) return;
    fork.mutate(
      { project: project.slug, study: study.id, node, name: draft.name, changes },
      { onSuccess: ({ studyId }) => router.push(studyAddress(project.slug, studyId)) },
    );
  };
  useKeys("Fork", [{ keys: "mod+Enter", label: "Fork the study", run: begin }]);
  const turn = () => {
    const written = text?.changes ? parseLoop({ ...base, ...text.changes }) : null;
    if (written) {
      setFormBase(written);
      setDraft({ ...loopDraftOf(written), name: draft.name });
    }
    setText(text ? null : { changes: formed });
  };
  const title = study.nodes.find(({ key }) => key === node)?.title ?? node;
  return (
    <div className="mx-auto grid w-full max-w-[1180px] gap-6 p-5 lg:grid-cols-[minmax(0,1fr)_330px]">
      <div className="min-w-0">
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <h1>Fork “{study.name}”</h1>
          <Button className="ml-auto" aria-pressed={text !== null} onClick={turn}>
            {text ? "As a form" : "As text"}
          </Button>
        </div>
        <div className="grid gap-4 pb-5 text-sm sm:grid-cols-2">
          <Labelled id="fork-name" label="Name of the new study">
            <Input
              id="fork-name"
              value={draft.name}
              maxLength={120}
              onChange={({ target }) => setDraft({ ...draft, name: target.value })}
            />
          </Labelled>
          <Labelled id="fork-node" label="Made anew from" about="What is done before it is shared.">
            <Select
              id="fork-node"
              value={node}
              options={study.nodes.map(({ key, title: each }) => ({ value: key, label: each }))}
              onChange={(key) => router.replace(forkAddress(project.slug, study.id, key))}
            />
          </Labelled>
        </div>
        {choices.error ? (
          <ErrorState what="What there is to choose from" error={choices.error} onRetry={choices.retry} />
        ) : null}
        {text ? (
          <ForkText start={formed ?? {}} onChange={(next) => setText({ changes: next })} />
        ) : choices.data && plan.data ? (
          <>
            {plan.data.parts.length === 0 ? (
              <p className="border-t border-line py-5 text-sm text-muted">
                From “{title}” on no setting can be otherwise: what it rests on was made before. It is made anew as it
                was.
              </p>
            ) : plan.data.parts.length < FORK_PARTS.length ? (
              <p className="border-t border-line py-3 text-xs text-muted">
                Only settings of what comes after “{title}” stand here; for others fork from an earlier node.
              </p>
            ) : null}
            <LoopSections
              draft={draft}
              choices={choices.data}
              fields={fields}
              problems={unread}
              parts={plan.data.parts}
              onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
            />
          </>
        ) : choices.error || plan.error ? null : (
          <SkeletonLines lines={8} label="Loading the settings" />
        )}
      </div>
      <aside className="grid content-start gap-4 self-start lg:sticky lg:top-5">
        <ForkPlanCard plan={plan.data} stale={plan.isFetching} problems={problems} changes={changes}>
          <FailureNote error={fork.error ?? plan.error} />
          {ready ? (
            <Button variant="primary" className="mt-3 w-full" disabled={busy} title="Ctrl Enter" onClick={begin}>
              {busy ? "Forking…" : "Fork the study"}
            </Button>
          ) : null}
        </ForkPlanCard>
      </aside>
    </div>
  );
}
