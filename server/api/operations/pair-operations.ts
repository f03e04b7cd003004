import { z } from "zod";
import { pageOf } from "@/domain/api/list-answer";
import { SPLITS } from "@/domain/datasets/dataset-types";
import * as answer from "@/domain/pairs/pair-answer";
import { trlFormSchema } from "@/domain/pairs/trl-line";
import { authorise } from "../../auth/authorise";
import { exportPairs } from "../../pairs/export-pairs";
import { readDataCard } from "../../pairs/read-data-card";
import { type DownloadOperation, describeFields, operation } from "../operation";

const PAIRS = "/projects/{project}/pairs";
const SET = { set: "Id of the set of pairs." };
const VERSION = "Id of a version of pairs, or of the set that was frozen into it.";
const RECIPE = "What pairs are made of, and by which rules.";

const given = { project: z.string().min(1), id: z.string().min(1).max(64) };
const exportFields = {
  ...given,
  form: trlFormSchema.default("paired"),
  conversational: z.enum(["true", "false"]).default("false"),
  split: z.enum(SPLITS).optional(),
};

const attached = (fileName: string, contentType: string) => ({
  "content-type": contentType,
  "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
});

const exporting: DownloadOperation = {
  kind: "download",
  id: "pairs.export",
  method: "GET",
  path: `${PAIRS}/{id}/export`,
  summary: "Export pairs as TRL reads them",
  description: "JSON lines: `prompt`, `chosen`, `rejected`; or `prompt`, `completion`, `label`, true where factual.",
  status: 200,
  fields: describeFields(exportFields, {
    id: VERSION,
    form: "Pairs, or their answers one by one.",
    conversational: "Texts as messages of user and assistant.",
    split: "Only rows of this split.",
  }),
  writes: false,
  access: "project.read",
  gives: ["application/jsonl"],
  serve: async (asked, fields) => {
    const { project, id, form, conversational, split } = z.object(exportFields).parse(fields);
    const { projectId } = await authorise(asked.db, asked.viewer, project, "project.read");
    const shape = { form, conversational: conversational === "true", split: split ?? null };
    const file = await exportPairs(asked.sql, { projectId, id }, shape);
    return new Response(file.body, { headers: attached(file.fileName, "application/jsonl; charset=utf-8") });
  },
};

const card: DownloadOperation = {
  kind: "download",
  id: "pairs.card",
  method: "GET",
  path: `${PAIRS}/{id}/card`,
  summary: "Read the data card of a version of pairs",
  description: "Origins, counts, rules, exclusions, approval and digest as Markdown, without a word of its texts.",
  status: 200,
  fields: describeFields(given, { id: VERSION }),
  writes: false,
  access: "project.read",
  gives: ["text/markdown"],
  serve: async (asked, fields) => {
    const { project, id } = z.object(given).parse(fields);
    const { projectId } = await authorise(asked.db, asked.viewer, project, "project.read");
    const { fileName, text } = await readDataCard(asked.sql, { projectId, id });
    return new Response(text, { headers: attached(fileName, "text/markdown; charset=utf-8") });
  },
};

export const pairOperations = [
  exporting,
  card,
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
