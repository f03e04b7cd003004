import { z } from "zod";
import { importedLabelsAnswer, labelCheckAnswer } from "@/domain/labels/label-import";
import { authorise } from "../../auth/authorise";
import { exportLabelStudio } from "../../labels/export-label-studio";
import { exportMarks, MARK_FORMATS } from "../../labels/export-marks";
import { labelFields, nameField } from "../../labels/label-parameters";
import { checkLabels, receiveLabels } from "../../labels/receive-labels";
import type { Asked } from "../asked";
import { describeFields, type Operation } from "../operation";

const CAMPAIGNS = "/projects/{project}/campaigns";
const project = z.string().min(1);

const WORDS = {
  fileName: "Its ending says the format: .csv, .jsonl; .json is of Label Studio.",
  name: "Of the campaign; the file's own where nothing is said.",
  format: "A table of rows, or the JSON that Label Studio exports.",
  version: "Id of a dataset version whose rows the items are; a label for anything else is refused.",
  item: "Column that names the item.",
  reviewer: "Column that names the reader, in a file of one row a label.",
  label: "Column of the label.",
  reviewers: "Columns of a wide file, each with one reader's labels, separated by commas.",
  positive: "Value that says there is an error; several by line breaks.",
  negative: "Value that says there is none; several by line breaks.",
  unit: "What the rate counts.",
  unitColumn: "Column that says of each row what it is about; a row of another unit is refused.",
  type: "Column of the error's type.",
  severity: "Column of minor or major.",
  start: "Column of the first offset into the note, from 0 on.",
  end: "Column of the offset behind the last.",
  offsets: "What offsets count: UTF-16 units, as JavaScript does, or code points, as Python does.",
  quote: "Column of the marked words, by which offsets are checked.",
  corrected: "Column of the note as the reader corrected it.",
  note: "Column, or key of a task's data, of the note's text.",
  source: "Column, or key of a task's data, of the source's text.",
  group: "Column of patient or document, which intervals resample; of sentences, the note they are of.",
  section: "Column of the note's section.",
  arm: "Column that says whose note it is.",
  verdict: "Of Label Studio: the control that gives the verdict.",
  readers: "Of Label Studio: who counts as a reader.",
};

const FILE = "The file itself, in UTF-8.";
const takes = {
  "text/csv": FILE,
  "application/x-ndjson": FILE,
  "application/json": FILE,
  "application/octet-stream": FILE,
};
const upload = { kind: "upload", method: "POST", writes: true, access: "campaigns.write", takes } as const;

const ofCampaign = { project, campaign: z.string().min(1).max(64) };
const marksFields = { ...ofCampaign, format: z.enum(MARK_FORMATS).default("csv") };
const download = { kind: "download", method: "GET", status: 200, writes: false, access: "project.read" } as const;

async function placeOf(asked: Asked, given: { project: string; campaign: string }) {
  const { projectId } = await authorise(asked.db, asked.viewer, given.project, "project.read");
  return { projectId, campaignId: given.campaign };
}

function fileAnswer(text: string, contentType: string, fileName: string): Response {
  return new Response(text, {
    headers: {
      "content-type": contentType,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

export const labelOperations: readonly Operation[] = [
  {
    ...upload,
    id: "labels.importFile",
    status: 201,
    path: `${CAMPAIGNS}/imports`,
    summary: "Bring labels in as a closed campaign",
    description: "Whole or not at all: the refusal names every problem by its row.",
    fields: describeFields({ project, ...labelFields, ...nameField }, WORDS),
    answers: importedLabelsAnswer,
    take: async (asked, parameters, body) => ({ status: 201, output: await receiveLabels(asked, parameters, body) }),
  },
  {
    ...upload,
    id: "labels.check",
    status: 200,
    path: `${CAMPAIGNS}/imports/check`,
    summary: "Read a file of labels and store nothing",
    description: "What it holds, and every problem by its row.",
    fields: describeFields({ project, ...labelFields }, WORDS),
    answers: labelCheckAnswer,
    take: async (asked, parameters, body) => ({ status: 200, output: await checkLabels(asked, parameters, body) }),
  },
  {
    ...download,
    id: "labels.exportMarks",
    path: `${CAMPAIGNS}/{campaign}/marks`,
    summary: "Export the marks of a closed round",
    description: "One row a mark, and one for each reading without any. Readers stand under pseudonyms.",
    fields: describeFields(marksFields, { campaign: "Id of the campaign.", format: "What to write." }),
    gives: ["text/csv", "application/jsonl"],
    serve: async (asked, given) => {
      const read = z.object(marksFields).parse(given);
      const { text, contentType, fileName } = await exportMarks(asked.db, await placeOf(asked, read), read.format);
      return fileAnswer(text, contentType, fileName);
    },
  },
  {
    ...download,
    id: "labels.exportLabelStudio",
    path: `${CAMPAIGNS}/{campaign}/label-studio`,
    summary: "Export a closed round as a project of Label Studio",
    description:
      "`config` is its labelling config, `tasks` is the file to import; each reader is a version of predictions.",
    fields: describeFields(ofCampaign, { campaign: "Id of the campaign." }),
    gives: ["application/json"],
    serve: async (asked, given) => {
      const read = z.object(ofCampaign).parse(given);
      const whole = await exportLabelStudio(asked.db, await placeOf(asked, read));
      return fileAnswer(JSON.stringify(whole), "application/json; charset=utf-8", `${read.campaign}-label-studio.json`);
    },
  },
];
