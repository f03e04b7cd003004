import { z } from "zod";
import { estimateSchema } from "../estimate";
import { knownAnswerSchema } from "./campaign-request";
import { CAMPAIGN_ORIGINS, CAMPAIGN_STATES } from "./campaign-rules";
import { designSchema } from "./design";
import { MODES, protocolSchema, UNITS } from "./protocol";
import { REVIEWER_KINDS, REVIEWER_ROLES } from "./reviewers";

const progress = z.object({ done: z.int(), total: z.int().describe("Readings that the round asks for.") });

const shared = {
  id: z.string(),
  name: z.string(),
  title: z.string().describe("What readers see."),
  state: z.enum(CAMPAIGN_STATES),
  origin: z.enum(CAMPAIGN_ORIGINS),
  createdAt: z.date(),
  openedAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  createdByName: z.string().nullable(),
  progress,
};

export const listedCampaignAnswer = z
  .object({
    ...shared,
    mode: z.enum(MODES),
    unit: z.enum(UNITS),
    cases: z.int(),
    readers: z.int(),
    simulated: z.boolean().describe("Some of its readers are simulated."),
  })
  .meta({ id: "ListedCampaign" });

const readerAnswer = z.object({
  id: z.string(),
  userId: z.string().nullable(),
  name: z.string(),
  kind: z.enum(REVIEWER_KINDS),
  role: z.enum(REVIEWER_ROLES),
  hoursPerWeek: z.number().nullable(),
  practiceScore: z.number().nullable(),
  practisedAt: z.date().nullable(),
  removedAt: z.date().nullable(),
  couldLookUp: z.boolean().describe("May read the project, and so could look up whose notes these are."),
  progress: progress.extend({
    seconds: z.number().nullable().describe("With the page in focus; null of labels from a file and of simulations."),
    medianSeconds: z.number().nullable(),
    lastAt: z.date().nullable(),
  }),
});

const frameAnswer = z.object({
  source: z.looseObject({ from: z.enum(["generations", "version", "texts"]) }),
  items: z.int(),
  arms: z.array(z.string()),
  strata: z.record(z.string(), z.int()),
  lengthEnds: z.array(z.number()),
  leftOut: z.array(z.object({ reason: z.string(), notes: z.int() })),
});

export const campaignAnswer = z
  .object({
    ...shared,
    protocol: protocolSchema,
    design: designSchema,
    frame: frameAnswer.describe("What the sample was drawn from, as it was then."),
    splitter: z.string(),
    readers: z.array(readerAnswer),
    history: z.array(
      z.object({
        id: z.string(),
        action: z.string(),
        to: z.enum(CAMPAIGN_STATES),
        reason: z.string().nullable(),
        changedAt: z.date(),
        changedByName: z.string().nullable(),
      }),
    ),
    cases: z.object({
      sample: z.int(),
      practice: z.int(),
      planted: z.int(),
      clean: z.int(),
      repeat: z.int(),
    }),
    missing: z
      .array(z.object({ where: z.string(), what: z.string(), remedy: z.string() }))
      .describe("What stands between a draft and its opening."),
  })
  .meta({ id: "Campaign" });

export const madeCampaignAnswer = z
  .object({ id: z.string(), cases: z.int(), repeats: z.int(), controls: z.int() })
  .meta({ id: "MadeCampaign" });

export const controlAnswer = knownAnswerSchema.extend({ id: z.string() }).meta({ id: "KnownAnswer" });

export const removedReaderAnswer = z
  .object({ released: z.int(), handedOver: z.int(), unplaced: z.int() })
  .meta({ id: "RemovedReader" });

export const simulatedReadersAnswer = z
  .object({
    readers: z.array(z.object({ id: z.string(), name: z.string() })),
    readings: z.int(),
    checker: z
      .object({ id: z.string(), about: z.string(), sensitivity: estimateSchema, specificity: estimateSchema })
      .describe("What they know the facts by, and how well it finds what people labelled."),
  })
  .meta({ id: "SimulatedReaders" });

export const roundPlanAnswer = z
  .discriminatedUnion("state", [
    z.object({
      state: z.literal("planned"),
      labels: z.int(),
      notes: z.int(),
      readings: z.int(),
      hours: z.number(),
      weeks: z.number(),
    }),
    z.object({ state: z.literal("impossible"), reason: z.string() }),
  ])
  .meta({ id: "RoundPlan" });
