import { z } from "zod";
import { estimateAnswer } from "../api/estimate-answer";
import { REVIEWER_KINDS } from "../campaigns/reviewers";
import { GATE_VERDICTS } from "../gates/gate-rule";
import { JUDGEMENTS } from "../judgement";

/** `interim`: what it is about still goes on. `stopped`: it was cancelled. */
export const REPORT_STANDINGS = ["final", "interim", "stopped"] as const;
export type ReportStanding = (typeof REPORT_STANDINGS)[number];

const subject = z.strictObject({
  kind: z.enum(["study", "comparison"]),
  id: z.string().describe("The study, or the digest of what was compared."),
  name: z.string(),
  node: z.string().nullable().describe("Of a study the comparison that is told of; null where nothing was compared."),
});
export type ReportSubject = z.infer<typeof subject>;

const measure = z
  .strictObject({
    key: z.string().describe("The same in every report of its subject."),
    label: z.string(),
    scale: z.enum(["share", "number"]),
    change: z.enum(["points", "number", "ratio"]).describe("`ratio`: equal sides are 1, not 0."),
    better: z.enum(["higher", "lower"]).nullable(),
    before: estimateAnswer.nullable().describe("Null where the difference alone is stored."),
    after: estimateAnswer.nullable(),
    difference: estimateAnswer,
    test: z.string().nullable().describe("The test beside the interval, in words."),
    p: z.number().nullable(),
    judgement: z
      .enum(JUDGEMENTS)
      .optional()
      .describe("Of the row that the verdict speaks of, as the verdict does; left out of all others."),
  })
  .meta({ id: "ReportMeasure" });
export type ReportMeasure = z.infer<typeof measure>;

const group = z.strictObject({
  key: z.string(),
  title: z.string(),
  short: z.string().describe("As a label of a row in the plot."),
  sides: z.tuple([z.string(), z.string()]).describe("What stands before and after: the old and the new."),
  remark: z.string().nullable(),
  rows: z.array(measure),
});
export type MeasureGroup = z.infer<typeof group>;

const flowBox = z.strictObject({
  key: z.string(),
  arm: z.enum(["all", "harvest", "confirm"]),
  title: z.string(),
  counts: z.array(z.strictObject({ of: z.string(), count: z.int() })),
  left: z.array(z.strictObject({ reason: z.string(), count: z.int(), of: z.string() })).describe("Left out here."),
});
export type FlowBox = z.infer<typeof flowBox>;

const round = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(REVIEWER_KINDS),
  rule: z.string(),
  ruleVersion: z.int(),
  verdict: z.enum(GATE_VERDICTS).nullable(),
  because: z.string().nullable(),
  rate: estimateAnswer.nullable(),
  agreement: z.array(estimateAnswer).describe("Before anything was settled."),
  readTwice: z.int(),
  readers: z.array(z.strictObject({ reader: z.string(), readings: z.int(), seconds: z.number() })),
  cautions: z.array(z.string()),
});
export type ReportRound = z.infer<typeof round>;

const rested = z.strictObject({
  kind: z.enum(["version", "model", "run", "round", "signature", "pairs"]),
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  digest: z.string().nullable(),
});
export type RestedOn = z.infer<typeof rested>;

const cost = z.strictObject({
  deviceSeconds: z.number(),
  readingSeconds: z.number().nullable().describe("Of people, for the readings that count; null where none does."),
  money: z.number().nullable(),
  currency: z.string().nullable(),
  why: z.string().nullable().describe("Why no money is named."),
});

export const reportContentSchema = z
  .strictObject({
    format: z.literal(1),
    subject,
    number: z.int().min(1),
    previous: z.strictObject({ number: z.int(), digest: z.string() }).nullable(),
    standing: z.enum(REPORT_STANDINGS),
    standingWords: z.string(),
    verdict: z.strictObject({
      tone: z.enum(["good", "bad", "undecided", "none"]),
      claim: z.string(),
      evidence: z.string(),
    }),
    cautions: z.array(z.string()),
    measures: z.array(group),
    rounds: z.array(round),
    flow: z.array(flowBox),
    cost,
    settings: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    methods: z.array(z.strictObject({ title: z.string(), sentences: z.array(z.string()) })),
    restsOn: z.array(rested),
  })
  .meta({ id: "ReportContent" });
export type ReportContent = z.infer<typeof reportContentSchema>;
