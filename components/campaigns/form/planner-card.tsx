"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PlanRequestInput } from "@/domain/campaigns/plan-round";
import { formatDuration } from "@/domain/format/duration";
import { formatCounted, formatNumber } from "@/domain/format/number";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Card, CardHeader } from "../../ui/card";
import { Select } from "../../ui/select";
import { FailureNote } from "../failure-note";
import type { CampaignDraft } from "./campaign-draft";
import { Labelled } from "./labelled";
import { NumberField } from "./number-field";

const GATE = { kind: "gate" as const, threshold: 0.15, alpha: 0.05, power: 0.8 };
const PRECISION = { kind: "precision" as const, halfWidth: 0.05, level: 0.95 };
const DEFAULT_MINUTES = 3;
const DEFAULT_HOURS = 2;

type PlannerCardProps = { draft: CampaignDraft; cases: number | null; arms: number };

/** How many weeks the answer takes with these readers, this overlap and their hours. */
export function PlannerCard({ draft, cases, arms }: PlannerCardProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const [goal, setGoal] = useState<PlanRequestInput["goal"]>(GATE);
  const [expectedRate, setExpectedRate] = useState(0.08);
  const [minutes, setMinutes] = useState<number | null>(null);
  const [alike, setAlike] = useState({ perNote: 8, icc: 0.1 });
  const facts = useQuery(trpc.campaigns.planningFacts.queryOptions({ project: project.slug }));
  const measured = facts.data?.medianSeconds ? Number((facts.data.medianSeconds / 60).toFixed(1)) : null;
  const said = draft.readers.flatMap(({ hoursPerWeek }) => hoursPerWeek ?? []);
  const mean = said.length > 0 ? said.reduce((sum, each) => sum + each, 0) / said.length : DEFAULT_HOURS;
  const { overlap, readersOfOverlap, repeats, planted, clean } = draft.design;
  const bySentence = draft.protocol.unit === "sentence";
  const plan = {
    goal,
    expectedRate,
    arms: Math.max(1, arms),
    ...{ overlap, readersOfOverlap, repeats, planted, clean },
    sentences: bySentence ? alike : null,
    practice: draft.protocol.practice?.cases ?? 0,
    minutesPerCase: minutes ?? measured ?? DEFAULT_MINUTES,
    hoursPerWeek: draft.readers.map(({ hoursPerWeek }) => hoursPerWeek ?? mean),
  };
  const asked = useQuery(
    trpc.campaigns.plan.queryOptions(
      { project: project.slug, plan },
      { enabled: draft.readers.length > 0, placeholderData: keepPreviousData, meta: { changesByEvents: false } },
    ),
  );
  const answer = asked.data;
  return (
    <Card className="text-sm">
      <CardHeader title="How long it takes" />
      <div className="grid gap-3">
        <Labelled id="goal" label="Until">
          <Select
            id="goal"
            value={goal.kind}
            options={[
              { value: "gate", label: "the gate decides" },
              { value: "precision", label: "the rate is as exact as wanted" },
            ]}
            onChange={(kind) => setGoal(kind === "gate" ? GATE : PRECISION)}
          />
        </Labelled>
        <div className="grid grid-cols-2 gap-3">
          <NumberField
            id="expected"
            label="Rate expected"
            value={expectedRate}
            min={0.001}
            max={0.99}
            percent
            onChange={(rate) => setExpectedRate(rate ?? expectedRate)}
          />
          {goal.kind === "gate" ? (
            <NumberField
              id="threshold"
              label="Threshold"
              value={goal.threshold ?? GATE.threshold}
              min={0.001}
              max={0.99}
              percent
              onChange={(threshold) => setGoal({ ...goal, threshold: threshold ?? GATE.threshold })}
            />
          ) : (
            <NumberField
              id="half-width"
              label="Within ±"
              value={goal.halfWidth ?? PRECISION.halfWidth}
              min={0.005}
              max={0.5}
              percent
              onChange={(halfWidth) => setGoal({ ...goal, halfWidth: halfWidth ?? PRECISION.halfWidth })}
            />
          )}
          <NumberField
            id="minutes"
            label="Minutes a case"
            value={minutes ?? measured ?? DEFAULT_MINUTES}
            min={0.1}
            max={240}
            onChange={setMinutes}
          />
          {bySentence ? (
            <>
              <NumberField
                id="per-note"
                label="Sentences a note"
                value={alike.perNote}
                min={1}
                max={1_000}
                onChange={(perNote) => setAlike({ ...alike, perNote: perNote ?? alike.perNote })}
              />
              <NumberField
                id="icc"
                label="Likeness within a note (ICC)"
                value={alike.icc}
                min={0}
                max={1}
                onChange={(icc) => setAlike({ ...alike, icc: icc ?? alike.icc })}
              />
            </>
          ) : null}
        </div>
        {draft.readers.length === 0 ? <p className="text-muted">Choose readers to see the weeks.</p> : null}
        <FailureNote error={asked.error} />
        {draft.readers.length > 0 && answer?.state === "impossible" ? (
          <p className="text-undecided">{answer.reason}</p>
        ) : null}
        {draft.readers.length > 0 && answer?.state === "planned" ? (
          <div role="status">
            <p className="text-base font-semibold">
              {formatNumber(answer.weeks, 2)} {answer.weeks === 1 ? "week" : "weeks"}
            </p>
            <p className="text-muted">
              {formatCounted(answer.notes, "note")}
              {arms > 1 ? ` of ${arms} arms` : ""}, {formatCounted(answer.readings, "reading")},{" "}
              {formatNumber(answer.hours, 2)} hours by {formatCounted(draft.readers.length, "reader")}.
            </p>
            {cases !== null && cases < answer.notes ? (
              <p className="mt-1 text-undecided">
                This sample has {formatCounted(cases, "case")}, so it may end undecided.
              </p>
            ) : null}
          </div>
        ) : null}
        <p className="text-xs text-muted">
          {goal.kind === "gate"
            ? "By the exact one-sided binomial test at 5 %, decided with a chance of 80 %."
            : "By the 95 % interval of Clopper and Pearson."}{" "}
          {measured === null
            ? "Nobody read here yet; three minutes a case are a guess."
            : `A case took ${formatDuration(measured * 60)} here so far.`}
        </p>
      </div>
    </Card>
  );
}
