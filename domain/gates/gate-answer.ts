import { z } from "zod";
import { estimateAnswer } from "../api/estimate-answer";
import { VERDICTS } from "../assessments/mark";
import { CAMPAIGN_ORIGINS, CAMPAIGN_STATES } from "../campaigns/campaign-rules";
import { MODES } from "../campaigns/protocol";
import { REVIEWER_KINDS } from "../campaigns/reviewers";
import { DIFFERENCES } from "./compare-readings";
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

export const moreLabelsAnswer = z
  .object({
    rate: z.number().describe("If this is the rate,"),
    verdict: z.enum(["pass", "fail"]).describe("it is on this side,"),
    more: z
      .number()
      .nullable()
      .describe("and so many more decide it, what was seen counted in; null beyond a million."),
    inAll: z.number().nullable().describe("Labels that a round would need from its start."),
    power: z.number(),
    unit: z.enum(["note", "sentence"]),
    designEffect: z.number().describe("Labels that count as one because errors of a group come together."),
  })
  .meta({ id: "MoreLabels" });

const guardAnswer = z.object({
  name: z.enum(["majorRate", "omissionsPerNote", "lengthRatio"]),
  limit: z.object({ atMost: z.number().optional(), atLeast: z.number().optional() }),
  estimate: estimateAnswer,
  state: z.enum(["holds", "broken", "unknown"]),
  sentence: z.string(),
});

const sequentialAnswer = z.object({
  cases: z.number(),
  hits: z.number(),
  logRatio: z.number(),
  upper: z.number(),
  lower: z.number(),
  stoppedAt: z.number().nullable(),
  expected: z.object({ low: z.number(), high: z.number() }),
});

const part = z.object({ id: z.string(), label: z.string(), rate: estimateAnswer });

const coefficientsAnswer = z
  .object({
    raw: estimateAnswer,
    kappa: estimateAnswer.describe("Cohen’s of two readers, Fleiss’ of more."),
    alpha: estimateAnswer,
    ac1: estimateAnswer,
    cohen: estimateAnswer,
    fleiss: estimateAnswer,
    scott: estimateAnswer,
    positive: estimateAnswer.describe("Agreement on errors."),
    negative: estimateAnswer.describe("Agreement on what is clean."),
    paradox: z.string().nullable().describe("Why κ and AC1 part, where they do."),
  })
  .meta({ id: "Agreement", description: "Each coefficient with its definition and interval, before adjudication." });

const reader = z.object({ id: z.string(), name: z.string() });

const agreementAnswer = z.object({
  readTwice: z.number(),
  overall: coefficientsAnswer,
  byType: z.array(z.object({ id: z.string(), label: z.string(), agreement: coefficientsAnswer })),
  severity: z.object({ alpha: estimateAnswer, quadraticKappa: estimateAnswer }),
  spans: z.object({ exact: estimateAnswer, soft: estimateAnswer, token: estimateAnswer }),
  pairs: z.array(z.object({ readers: z.array(reader), kappa: estimateAnswer, raw: estimateAnswer })),
});

const countsAnswer = z.object({
  cases: z.number(),
  read: z.number(),
  unread: z.number(),
  incomplete: z.number(),
  settled: z.number(),
  outlived: z.number().describe("Settled on other readings than those that stand now, and open again."),
  tied: z.number(),
  readings: z.number(),
  cannotJudge: z.number(),
  late: z.number(),
  groups: z.number(),
  sentences: z.number(),
  left: z
    .object({
      withdrawn: z.number(),
      practice: z.number(),
      repeats: z.number(),
      planted: z.number(),
      clean: z.number(),
      otherReaders: z.number(),
      otherArms: z.number(),
    })
    .describe("What counts in no rate, and why."),
});

export const gateResultAnswer = z
  .object({
    kind: kind.describe("Readers of one kind; people, files and simulations are never mixed."),
    rate: estimateAnswer,
    verdict,
    decision: z.object({
      verdict,
      test: z.enum(["exact-binomial", "cluster-bootstrap-bound", "corrected-bound", "sequential", "none"]),
      pAbove: z.number().nullable(),
      pBelow: z.number().nullable(),
      because: z.string(),
    }),
    guards: z.array(guardAnswer),
    more: z.array(moreLabelsAnswer),
    whyNoMore: z.string().nullable().describe("Why no number of further labels is told."),
    designEffect: z.number(),
    sequential: sequentialAnswer.nullable(),
    correction: z
      .object({
        rate: estimateAnswer,
        sensitivity: estimateAnswer,
        specificity: estimateAnswer,
        observed: estimateAnswer,
      })
      .nullable(),
    counts: countsAnswer,
    byType: z.array(part),
    bySeverity: z.array(part),
    bySection: z.array(part),
    byArm: z.array(part),
    majorRate: estimateAnswer,
    errorsPerNote: estimateAnswer,
    errorsPerThousandWords: estimateAnswer,
    omissionsPerNote: estimateAnswer,
    lengthRatio: estimateAnswer,
    agreement: agreementAnswer,
    cautions: z.array(z.string()).describe("What must be known to read it."),
    seed: z.number(),
    resamples: z.number(),
  })
  .meta({ id: "GateResult" });

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
      z.object({ reviewer: reader, verdict: z.enum(VERDICTS), errors: z.number(), omissions: z.number() }),
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
    reader: reader.extend({ kind: z.string(), role: z.string(), removed: z.boolean() }),
    practiceScore: z.number().nullable(),
    profile: z.object({
      strictness: estimateAnswer.describe("Share of the notes that she called wrong."),
      leaning: estimateAnswer.describe("How much more often than others on the same notes."),
      seconds: estimateAnswer,
      blocks: z.array(z.object({ from: z.date(), to: z.date(), marked: estimateAnswer, seconds: estimateAnswer })),
      markedDrift: estimateAnswer.describe("Share marked in the second half minus in the first."),
      secondsDrift: estimateAnswer,
      selfAgreement: estimateAnswer.describe("On notes that she read twice without being told."),
      sensitivity: estimateAnswer,
      specificity: estimateAnswer,
    }),
  })
  .meta({ id: "ReaderProfile" });
