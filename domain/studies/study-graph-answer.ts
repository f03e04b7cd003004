import { z } from "zod";
import { estimateAnswer } from "../api/estimate-answer";
import { REVIEWER_KINDS } from "../campaigns/reviewers";
import { GATE_VERDICTS } from "../gates/gate-rule";
import { FORK_PARTS } from "./fork-parts";
import { MADE_KINDS } from "./made";
import { NODE_KINDS, NODE_STATES } from "./node-rules";
import { WATCHED } from "./study-result";
import { STUDY_STATES } from "./study-rules";

export const aheadAnswer = z
  .object({
    seconds: z.number().nullable().describe("Null where nothing like it was measured in this project."),
    basis: z.string().describe("What it rests on; always an estimate."),
  })
  .meta({ id: "TimeAhead" });

const madeAnswer = z.object({
  kind: z.enum(MADE_KINDS),
  name: z.string(),
  thingId: z.string(),
  title: z.string().nullable().describe("Null where it is gone."),
  state: z.string().nullable(),
  shared: z.boolean().describe("Made by the study that this one was forked from."),
});

const nodeAnswer = z
  .object({
    key: z.string(),
    kind: z.enum(NODE_KINDS),
    title: z.string(),
    state: z.enum(NODE_STATES),
    why: z.string().nullable().describe("What it waits for, or why it failed."),
    remedy: z.string().nullable(),
    headline: z.string().nullable(),
    verdict: z.enum(GATE_VERDICTS).nullable(),
    reruns: z.int(),
    startedAt: z.date().nullable(),
    endedAt: z.date().nullable(),
    made: z.array(madeAnswer),
    busySeconds: z.number(),
    cost: z.number().nullable(),
    ahead: aheadAnswer.nullable().describe("Null where nothing is to come."),
  })
  .meta({ id: "StudyNode" });

export const studyGraphAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    template: z.string(),
    state: z.enum(STUDY_STATES),
    outcome: z.string().nullable(),
    settings: z.record(z.string(), z.unknown()),
    createdAt: z.date(),
    endedAt: z.date().nullable(),
    createdByName: z.string().nullable(),
    forkedFrom: z.object({ studyId: z.string(), node: z.string() }).nullable(),
    groups: z.object({ harvest: z.int(), confirm: z.int() }).describe("Patients or documents of each role."),
    nodes: z.array(nodeAnswer),
    edges: z.array(
      z.object({ fromKey: z.string(), toKey: z.string(), name: z.string(), verdicts: z.array(z.enum(GATE_VERDICTS)) }),
    ),
    changes: z.array(
      z.object({
        id: z.string(),
        action: z.string(),
        nodeKey: z.string().nullable(),
        reason: z.string().nullable(),
        changedByName: z.string().nullable(),
        changedAt: z.date(),
      }),
    ),
    spent: z.object({
      busySeconds: z.number(),
      cost: z.number().nullable().describe("Null where no price is set."),
      currency: z.string().nullable(),
    }),
    ahead: aheadAnswer,
  })
  .meta({ id: "StudyGraph" });

const sideAnswer = z.object({
  seed: z.int().nullable(),
  name: z.string(),
  before: estimateAnswer,
  after: estimateAnswer,
  difference: estimateAnswer,
  p: z
    .number()
    .nullable()
    .describe("Exact McNemar's where every note is of a patient or document of its own, else of resampled ones."),
  mcnemar: z
    .object({ mended: z.int(), broken: z.int(), both: z.int(), neither: z.int(), p: z.number() })
    .nullable()
    .describe("Null where the unit is a sentence: there groups are resampled."),
  empty: z
    .object({
      before: z.int(),
      after: z.int(),
      asWrong: z
        .object({ before: estimateAnswer, after: estimateAnswer, difference: estimateAnswer })
        .nullable()
        .describe("The rates with empty notes as wrong; null where nothing was left empty."),
    })
    .describe("Notes that a model left empty, which no reader was shown."),
  watched: z.array(
    z.object({ measure: z.enum(WATCHED), before: estimateAnswer, after: estimateAnswer, change: estimateAnswer }),
  ),
  excluded: z.array(z.object({ reason: z.string(), notes: z.int() })),
});

export const studyResultAnswer = z
  .discriminatedUnion("state", [
    z.object({ state: z.literal("none"), reason: z.string() }),
    z.object({
      state: z.literal("measured"),
      node: z.string(),
      campaign: z.object({ id: z.string(), name: z.string() }),
      ruleVersion: z.int(),
      readers: z.enum(REVIEWER_KINDS),
      unit: z.enum(["note", "sentence"]),
      sides: z.array(sideAnswer),
      overSeeds: estimateAnswer.nullable(),
      overSeedsP: z.number().nullable().describe("Of resampled patients or documents; null for a single seed."),
      kept: z.array(estimateAnswer).describe("Scores of the same notes against their references, after minus before."),
      verdict: z
        .object({ tone: z.enum(["good", "bad", "undecided"]), claim: z.string(), evidence: z.string() })
        .nullable(),
      cautions: z.array(z.string()),
    }),
  ])
  .meta({ id: "StudyResult" });

export const loopPlanAnswer = z
  .object({
    nodes: z.int(),
    notes: z.object({ harvest: z.int(), confirm: z.int(), train: z.int() }).describe("Patients or documents."),
    cases: z.object({ first: z.int(), second: z.int() }).describe("Notes read in each round."),
    ahead: aheadAnswer,
    readingHours: z.number().nullable().describe("Of people in both rounds; null where simulations read."),
    weeks: z.number().nullable(),
    basis: z.string(),
    problems: z.array(z.object({ where: z.string(), what: z.string(), remedy: z.string().optional() })),
  })
  .meta({ id: "LoopPlan" });

export const forkPlanAnswer = z
  .object({
    kept: z.array(z.object({ key: z.string(), title: z.string() })).describe("Shared as they are."),
    anew: z.array(z.object({ key: z.string(), title: z.string(), kind: z.enum(NODE_KINDS) })),
    parts: z.array(z.enum(FORK_PARTS)).describe("What may be otherwise without changing what is kept."),
    ahead: aheadAnswer,
    cost: z.number().nullable(),
    currency: z.string().nullable(),
    problems: z.array(z.object({ where: z.string(), what: z.string(), remedy: z.string().optional() })),
  })
  .meta({ id: "ForkPlan" });
