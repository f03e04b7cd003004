import { z } from "zod";
import { MODES } from "../campaigns/protocol";
import { REVIEWER_KINDS } from "../campaigns/reviewers";
import { DATASET_TYPES, SPLITS } from "../datasets/dataset-types";
import { labelSchema, PAIR_BUCKETS, PAIR_ORIGINS } from "./pair";
import { PAIR_CHANGES } from "./pair-change";
import { pairProvenanceSchema } from "./pair-provenance";
import { pairExclusionSchema, pairRecipeSchema } from "./pair-recipe";
import { PAIR_SET_STATES } from "./pair-set-rules";

export const pairSetRowAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    state: z.enum(PAIR_SET_STATES),
    pairs: z.number().describe("Kept."),
    left: z.number().describe("Left out by people."),
    origins: z.array(z.enum(PAIR_ORIGINS)),
    datasetVersionId: z.string().nullable().describe("Where it was frozen."),
    createdBy: z.string().nullable(),
    createdAt: z.date(),
  })
  .meta({ id: "PairSetRow" });

const balance = z
  .object({
    pairs: z.number(),
    groups: z.number().describe("Patients or documents."),
    flipped: z.number().describe("Turned, so that a factual answer stands first."),
    splits: z.partialRecord(z.enum(SPLITS), z.number()),
    origins: z.array(z.object({ origin: z.enum(PAIR_ORIGINS), pairs: z.number() })),
    buckets: z.array(z.object({ bucket: z.enum(PAIR_BUCKETS).describe("h_chosen,h_rejected"), pairs: z.number() })),
    lengths: z
      .object({ chosen: z.number(), rejected: z.number(), chosenLonger: z.number() })
      .nullable()
      .describe("Medians in characters, and the share of pairs whose chosen text is the longer one."),
  })
  .meta({ id: "PairBalance" });

const exclusions = z.array(pairExclusionSchema).describe("What the rules left out, by reason.");

export const pairSetAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    state: z.enum(PAIR_SET_STATES),
    recipe: pairRecipeSchema,
    exclusions,
    studyId: z.string().nullable(),
    datasetId: z.string().nullable(),
    datasetVersionId: z.string().nullable(),
    createdAt: z.date(),
    frozenAt: z.date().nullable(),
    excluded: z.number().describe("Left out by people."),
    erased: z.number(),
    edited: z.number(),
    assessments: z.number().describe("Different ones behind the pairs."),
    balance,
    warnings: z.array(z.string()),
  })
  .meta({ id: "PairSet" });

export const pairChoicesAnswer = z
  .object({
    campaigns: z.array(
      z.object({ id: z.string(), name: z.string(), mode: z.enum(MODES), readings: z.number(), corrected: z.number() }),
    ),
    runs: z.array(z.object({ id: z.string(), name: z.string() })).describe("Finished runs of stage `rewrite`."),
    versions: z.array(
      z.object({
        ...{ id: z.string(), name: z.string(), number: z.number(), type: z.enum(DATASET_TYPES), rows: z.number() },
        splits: z.array(z.enum(SPLITS)),
      }),
    ),
    studies: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: "PairChoices" });

export const pairPlanAnswer = z
  .object({
    exclusions,
    balance,
    rounds: z.array(z.object({ id: z.string(), name: z.string(), readers: z.enum(REVIEWER_KINDS) })),
    warnings: z.array(z.string()),
  })
  .meta({ id: "PairPlan" });

export const builtPairSetAnswer = z
  .object({ id: z.string(), pairs: z.number(), exclusions })
  .meta({ id: "BuiltPairSet" });

export const draftAnswer = z
  .object({
    id: z.string(),
    position: z.number(),
    split: z.enum(SPLITS),
    group: z.string().describe("Patient or document."),
    section: z.string().nullable(),
    origin: z.enum(PAIR_ORIGINS),
    hChosen: labelSchema,
    hRejected: labelSchema,
    flipped: z.boolean(),
    edited: z.boolean(),
    excludedReason: z.string().nullable(),
    erased: z.boolean(),
    prompt: z.string(),
    chosen: z.string(),
    rejected: z.string(),
  })
  .meta({ id: "PairDraft" });

const change = z.object({
  id: z.string(),
  kind: z.enum(PAIR_CHANGES),
  reason: z.string(),
  by: z.string().nullable(),
  at: z.date(),
  undoes: z.string().nullable(),
  undone: z.boolean(),
});

export const wholeDraftAnswer = draftAnswer
  .extend({
    version: z.number().describe("Counts changes; a change names the one that it was made over."),
    provenance: pairProvenanceSchema.nullable(),
    assessmentIds: z.array(z.string()),
    readings: z.array(
      z.object({
        ...{ id: z.string(), campaign: z.string(), campaignName: z.string() },
        verdict: z.string().nullable().describe("Null while the round is open again, as are marks and reader."),
        ...{ marks: z.number().nullable(), reader: z.string().nullable() },
      }),
    ),
    wrote: z
      .array(z.object({ id: z.string(), run: z.string(), name: z.string() }))
      .describe("Runs behind generations."),
    trail: z.array(change),
  })
  .meta({ id: "WholePairDraft" });

export const pairChangeAnswer = change
  .extend({ pair: z.string(), position: z.number().nullable() })
  .meta({ id: "PairChange" });

export const changedDraftAnswer = z
  .object({ change: z.string(), version: z.number() })
  .meta({ id: "ChangedPairDraft" });

export const frozenPairsAnswer = z
  .object({
    datasetId: z.string(),
    datasetVersionId: z.string(),
    number: z.number(),
    existing: z.boolean().describe("The same pairs were a version already."),
    name: z.string(),
  })
  .meta({ id: "FrozenPairs" });

export const storedPairAnswer = z
  .object({
    exampleId: z.string(),
    datasetVersionId: z.string(),
    rejected: z.string().nullable(),
    hChosen: labelSchema,
    hRejected: labelSchema.nullable(),
    flipped: z.boolean(),
    origin: z.enum(PAIR_ORIGINS),
    provenance: pairProvenanceSchema.nullable(),
    assessmentIds: z.array(z.string()),
    generationIds: z.array(z.string()),
  })
  .meta({ id: "StoredPair" });

export const versionAssessmentAnswer = z
  .object({
    id: z.string(),
    pairs: z.number(),
    campaign: z.string().nullable().describe("Null where the campaign is gone."),
    verdict: z.string().nullable().describe("Null while the campaign is open again."),
  })
  .meta({ id: "AssessmentOfVersion" });

export const usesOfAssessmentAnswer = z
  .object({
    pairs: z.array(
      z.object({
        ...{ exampleId: z.string(), versionId: z.string(), dataset: z.string(), number: z.number() },
        position: z.number(),
      }),
    ),
    models: z.array(z.object({ id: z.string(), name: z.string() })).describe("That learned from these pairs."),
  })
  .meta({ id: "UsesOfAssessment" });
