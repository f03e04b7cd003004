"use client";

import { useState } from "react";
import type { CampaignDesign } from "@/domain/campaigns/design";
import { useCrumb } from "../../layout/breadcrumb";
import { useMayDo, useProject } from "../../layout/project-context";
import { Button } from "../../ui/button";
import { Card, CardHeader } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { Input } from "../../ui/input";
import { FailureNote } from "../failure-note";
import { PlantingSection } from "../planting/planting-section";
import { BlindingSection } from "./blinding-section";
import { type CampaignDraft, draftProblems, EMPTY_DRAFT, requestOf } from "./campaign-draft";
import { FrameCard } from "./frame-card";
import { Labelled } from "./labelled";
import { PlannerCard } from "./planner-card";
import { ProtocolSection } from "./protocol-section";
import { ReadersSection } from "./readers-section";
import { SampleSection } from "./sample-section";
import { SourceSection } from "./source-section";
import { useCreateCampaign, useFrame } from "./use-create-campaign";

/** A round is made as a draft, looked at, and then opened. */
export function NewCampaignView() {
  const { project } = useProject();
  const mayWrite = useMayDo("campaigns.write");
  const [draft, setDraft] = useState<CampaignDraft>(EMPTY_DRAFT);
  const frame = useFrame(draft);
  const create = useCreateCampaign();
  useCrumb("New campaign");
  if (!mayWrite) {
    return (
      <EmptyState title="Making campaigns is not for your role">An admin of the project can change it.</EmptyState>
    );
  }
  const change = (part: Partial<CampaignDraft>) => setDraft((before) => ({ ...before, ...part }));
  const changeDesign = (part: Partial<CampaignDesign>) =>
    setDraft((before) => ({ ...before, design: { ...before.design, ...part } }));
  const problems = draftProblems(draft);
  const request = requestOf(draft);
  const texts = draft.source?.from === "texts" ? draft.source.texts.length : null;
  return (
    <div className="mx-auto grid w-full max-w-[1180px] gap-6 p-5 lg:grid-cols-[minmax(0,1fr)_330px]">
      <div className="min-w-0">
        <h1 className="mb-3">New campaign</h1>
        <div className="grid gap-4 pb-5 text-sm sm:grid-cols-2">
          <Labelled id="campaign-name" label="Name, for your team" about="May name models.">
            <Input
              id="campaign-name"
              value={draft.name}
              maxLength={120}
              aria-describedby="campaign-name-about"
              onChange={({ target }) => change({ name: target.value })}
            />
          </Labelled>
          <Labelled
            id="campaign-title"
            label="Title, for readers"
            about="Must name no model, method or run, such as “Clinic letters, round 1”."
          >
            <Input
              id="campaign-title"
              value={draft.title}
              maxLength={120}
              aria-describedby="campaign-title-about"
              onChange={({ target }) => change({ title: target.value })}
            />
          </Labelled>
        </div>
        <SourceSection source={draft.source} onChange={(source) => change({ source })} />
        <SampleSection
          design={draft.design}
          choosing={draft.protocol.mode === "side-by-side"}
          frame={frame?.data ?? null}
          onChange={changeDesign}
        />
        <ProtocolSection protocol={draft.protocol} onChange={(protocol) => change({ protocol })} />
        <ReadersSection
          readers={draft.readers}
          design={draft.design}
          onReaders={(readers) => change({ readers })}
          onDesign={changeDesign}
        />
        <BlindingSection design={draft.design} onChange={changeDesign}>
          {draft.protocol.mode === "side-by-side" ? null : (
            <PlantingSection planting={draft.planting} onChange={(planting) => change({ planting })} />
          )}
        </BlindingSection>
      </div>
      <aside className="grid content-start gap-4 self-start lg:sticky lg:top-5">
        <Card className="text-sm">
          <CardHeader title="Before it is made" />
          {problems.map(({ where, what }) => (
            <p key={where} className="text-muted">
              {what}
            </p>
          ))}
          {problems.length === 0 ? (
            <p className="mb-3 text-muted">
              It is made as a draft: add settled cases, look at what readers will see, then open it.
            </p>
          ) : null}
          <FailureNote error={create.error} />
          {request ? (
            <Button
              variant="primary"
              className="mt-3 w-full"
              disabled={create.isPending || create.isSuccess}
              onClick={() => create.mutate({ project: project.slug, ...request })}
            >
              {create.isPending || create.isSuccess ? "Making…" : "Make campaign"}
            </Button>
          ) : null}
        </Card>
        {frame?.data ? <FrameCard frame={frame.data} stale={frame.isFetching} /> : null}
        <FailureNote error={frame?.error} />
        <PlannerCard draft={draft} cases={frame?.data?.cases ?? texts} arms={frame?.data?.arms.length ?? 1} />
      </aside>
    </div>
  );
}
