import { z } from "zod";
import { estimateAnswer } from "../api/estimate-answer";
import { VERDICTS } from "../assessments/mark";
import { CAMPAIGN_ORIGINS, CAMPAIGN_STATES } from "../campaigns/campaign-rules";
import { MODES } from "../campaigns/protocol";
import { REVIEWER_KINDS } from "../campaigns/reviewers";
import { DIFFERENCES } from "./compare-readings";
import { gateResultAnswer, readerAnswer, sequentialAnswer } from "./gate-result-answer";
import { GATE_VERDICTS, gateRuleSchema } from "./gate-rule";

const verdict = z.enum(GATE_VERDICTS);
const kind = z.enum(REVIEWER_KINDS);

export const storedRuleAnswer = z
  .object({
    rule: gateRuleSchema.describe("Threshold, α, unit, severity filter, looks, correction and guards."),
    version: z.number().describe("0 where none was stored, and the one that stands then is shown."),
    assessmentsBefore: z
      .number()
      .describe("Assessments there were when it was stored; above 0 it was chosen knowing some."),
    reason: z.string().nullable(),
    createdBy: z.string().nullable(),
    createdAt: z.date().nullable(),
  })
  .meta({ id: "GateRuleVersion" });

export const campaignResultAnswer = z
  .object({
    campaign: z.object({
      id: z.string(),
      name: z.string(),
      title: z.string(),
      state: z.enum(CAMPAIGN_STATES),
      origin: z.enum(CAMPAIGN_ORIGINS),
      mode: z.enum(MODES),
      openedAt: z.date().nullable(),
      closedAt: z.date().nullable(),
    }),
    rule: storedRuleAnswer,
    progress: z.object({
      cases: z.number(),
      complete: z.number(),
      begun: z.number(),
      readingsPlanned: z.number(),
      readings: z.array(z.object({ kind, readings: z.number() })),
    }),
    shown: z.enum(["progress", "running", "result"]),
    why: z.string().nullable().describe("Why there is no result, or not all of it."),
    running: z.object({ verdict, because: z.string(), sequential: sequentialAnswer }).nullable(),
    result: gateResultAnswer.nullable(),
  })
  .meta({
    id: "CampaignResult",
    description: "The rate of a round, its gate and its agreement, as far as may be shown.",
  });

export const signedGateAnswer = z
  .object({
    id: z.string(),
    ruleVersion: z.number(),
    verdict: verdict.describe("What the rule said."),
    decision: verdict.describe("What was decided."),
    overridden: z.boolean(),
    reason: z.string().nullable(),
    statement: z.string().describe("The words that were signed."),
    digest: z.string(),
    signedName: z.string(),
    signedAt: z.date(),
    intact: z.boolean(),
    changedSince: z.array(z.string()),
  })
  .meta({ id: "SignedGate" });

export const signedGateWholeAnswer = signedGateAnswer
  .extend({
    frozen: z
      .record(z.string(), z.unknown())
      .describe("Result, rule, protocol, and every row it rests on with its digest, as it was signed."),
  })
  .meta({ id: "SignedGateWhole" });

export const disagreementAnswer = z
  .object({
    caseId: z.string(),
    section: z.string().nullable(),
    arm: z.string().nullable(),
    differs: z.array(z.enum(DIFFERENCES)),
    settled: z.boolean(),
    readings: z.array(
      z.object({ reviewer: readerAnswer, verdict: z.enum(VERDICTS), errors: z.number(), omissions: z.number() }),
    ),
  })
  .meta({ id: "Disagreement" });

export const listedCaseAnswer = z
  .object({
    caseId: z.string(),
    item: z.string(),
    section: z.string().nullable(),
    arm: z.string().nullable(),
    wrong: z.boolean().nullable().describe("Counts as wrong in what was asked; null where nobody could judge it."),
    types: z.array(z.string()).describe("Of the errors that count, each once."),
    omissions: z.number().describe("Mean of the answers that count."),
    readings: z.number(),
    marked: z.number().describe("Readings that called it wrong."),
    settled: z.boolean(),
  })
  .meta({ id: "ListedCase" });

export const readerProfileAnswer = z
  .object({
    reader: readerAnswer.extend({ kind: z.string(), role: z.string(), removed: z.boolean() }),
    practiceScore: z.number().nullable(),
    profile: z.object({
      strictness: estimateAnswer.describe("Share of the notes that she called wrong."),
      leaning: estimateAnswer.describe("How much more often than others on the same notes."),
      seconds: estimateAnswer,
      blocks: z.array(z.object({ from: z.date(), to: z.date(), marked: estimateAnswer, seconds: estimateAnswer })),
      markedDrift: estimateAnswer.describe("Share marked in the second half minus in the first."),
      secondsDrift: estimateAnswer,
      selfAgreement: estimateAnswer.describe("On notes that she read twice without being told."),
      detection: estimateAnswer.describe("Share of the planted errors that she marked where they are."),
      sensitivity: estimateAnswer,
      specificity: estimateAnswer,
    }),
  })
  .meta({ id: "ReaderProfile" });
