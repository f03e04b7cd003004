import { z } from "zod";
import { pageOf } from "@/domain/api/list-answer";
import * as answer from "@/domain/pairs/pair-answer";
import { operation } from "../operation";
import { pairDownloads } from "./pair-downloads";

const PAIRS = "/projects/{project}/pairs";
const SET = { set: "Id of the set of pairs." };
const RECIPE = "What pairs are made of, and by which rules.";

export const pairOperations = [
  ...pairDownloads,
  operation({
    method: "GET",
    path: PAIRS,
    procedure: "pairs.list",
    summary: "List sets of pairs",
    answers: pageOf(answer.pairSetRowAnswer),
    from: ({ items, nextCursor }) => ({ items, nextCursor: nextCursor?.toISOString() ?? null }),
  }),
  operation({
    method: "GET",
    path: `${PAIRS}/choices`,
    procedure: "pairs.choices",
    summary: "List what pairs can be made of",
    answers: answer.pairChoicesAnswer,
  }),
  operation({
    method: "POST",
    path: `${PAIRS}/plan`,
    procedure: "pairs.plan",
    summary: "Say what a recipe would make",
    description: "Stores nothing.",
    words: { recipe: RECIPE },
    answers: answer.pairPlanAnswer,
  }),
  operation({
    method: "POST",
    path: PAIRS,
    procedure: "pairs.build",
    summary: "Make a set of pairs",
    description: "A draft that is looked through and edited until it is frozen into a version.",
    words: { name: "Of the set.", recipe: RECIPE },
    status: 201,
    lasting: true,
    answers: answer.builtPairSetAnswer,
  }),
  operation({
    method: "GET",
    path: `${PAIRS}/{set}`,
    procedure: "pairs.byId",
    summary: "Read a set of pairs",
    words: SET,
    answers: answer.pairSetAnswer,
  }),
  operation({
    method: "DELETE",
    path: `${PAIRS}/{set}`,
    procedure: "pairs.discard",
    summary: "Give a draft of pairs up",
    words: SET,
    status: 204,
    lasting: true,
    answers: z.void(),
  }),
  operation({
    method: "POST",
    path: `${PAIRS}/{set}/drafts`,
    procedure: "pairs.drafts",
    summary: "Read pairs of a set",
    description: "Each text to its beginning. What is looked for stands in the body, as it may be a patient's words.",
    words: { ...SET, bucket: "(h_chosen, h_rejected)", query: "Found anywhere in the texts.", offset: "Pairs before." },
    answers: z.object({ items: z.array(answer.draftAnswer), total: z.number() }),
  }),
  operation({
    method: "GET",
    path: `${PAIRS}/{set}/drafts/{pair}`,
    procedure: "pairs.draft",
    summary: "Read a pair with where it comes from and what was changed",
    words: { ...SET, pair: "Id of the pair." },
    answers: answer.wholeDraftAnswer,
  }),
  operation({
    method: "POST",
    path: `${PAIRS}/{set}/drafts/{pair}/changes`,
    procedure: "pairs.change",
    summary: "Edit a pair, leave it out, take it back in, or take a change back",
    words: { ...SET, pair: "Id of the pair.", version: "Of the pair as it was read.", edit: "What to do." },
    lasting: true,
    answers: answer.changedDraftAnswer,
  }),
  operation({
    method: "GET",
    path: `${PAIRS}/{set}/changes`,
    procedure: "pairs.changes",
    summary: "List what was changed in a set of pairs",
    words: { ...SET, offset: "Changes before this page, newest first." },
    answers: z.object({ items: z.array(answer.pairChangeAnswer), total: z.number() }),
  }),
  operation({
    method: "POST",
    path: `${PAIRS}/{set}/freeze`,
    procedure: "pairs.freeze",
    summary: "Freeze a set of pairs into a dataset version",
    words: { ...SET, name: "Of the dataset; the set's own where it is left out.", statement: "What the texts hold." },
    lasting: true,
    answers: answer.frozenPairsAnswer,
  }),
  operation({
    method: "GET",
    path: `${PAIRS}/examples/{example}`,
    procedure: "pairs.ofExample",
    summary: "Read what a row of a version of pairs has beside its prompt",
    words: { example: "Id of the row." },
    answers: answer.storedPairAnswer,
  }),
  operation({
    method: "GET",
    path: `${PAIRS}/versions/{version}/assessments`,
    procedure: "pairs.assessments",
    summary: "List every assessment that a version of pairs was made of",
    words: { version: "Id of the version." },
    answers: pageOf(answer.versionAssessmentAnswer),
  }),
  operation({
    method: "GET",
    path: `${PAIRS}/assessments/{assessment}/uses`,
    procedure: "pairs.usesOfAssessment",
    summary: "Say which pairs and models rest on an assessment",
    words: { assessment: "Id of the assessment." },
    answers: answer.usesOfAssessmentAnswer,
  }),
];
