import { z } from "zod";
import { estimateAnswer } from "../api/estimate-answer";
import { REVIEWER_KINDS } from "../campaigns/reviewers";
import { GATE_VERDICTS } from "./gate-rule";

const verdict = z.enum(GATE_VERDICTS);
const kind = z.enum(REVIEWER_KINDS);

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

export const sequentialAnswer = z.object({
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

export const readerAnswer = z.object({ id: z.string(), name: z.string() });

const agreementAnswer = z.object({
  readTwice: z.number(),
  overall: coefficientsAnswer,
  byType: z.array(z.object({ id: z.string(), label: z.string(), agreement: coefficientsAnswer })),
  severity: z.object({ alpha: estimateAnswer, quadraticKappa: estimateAnswer }),
  spans: z.object({ exact: estimateAnswer, soft: estimateAnswer, token: estimateAnswer }),
  pairs: z.array(z.object({ readers: z.array(readerAnswer), kappa: estimateAnswer, raw: estimateAnswer })),
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
