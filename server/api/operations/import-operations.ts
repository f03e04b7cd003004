import { z } from "zod";
import { listOf } from "@/domain/api/list-answer";
import { importAnswer, importRowAnswer, storedVersionAnswer } from "@/domain/datasets/import-answer";
import { importFields } from "../../datasets/import-request";
import { receiveDataset, receiveImport } from "../../datasets/receive-dataset";
import { describeFields, type Operation, operation, type UploadOperation } from "../operation";

const DATASETS = "/projects/{project}/datasets";
const IMPORTS = `${DATASETS}/imports`;
const IMPORT = { import: "Id of the import." };

const FILE_WORDS = {
  fileName: "Its ending says the format: .csv, .jsonl, .json, .parquet. A form says it by itself.",
  name: "Of the dataset; the file's own where nothing is said.",
  type: "What the rows are; guessed from the columns where nothing is said.",
  columns: "Which column is which field: `source=dialogue,reference=note`.",
  split: "The one split that all rows go to; without it, groups are divided.",
  encoding: "UTF-8 where nothing is said.",
  withoutLabels: "What pairs without labels are taken for, or that they are left out.",
  keepAlike: "Whether rows nearly alike are kept in one split.",
  holds: "What the text is of; identifiable text needs an approval and its end.",
  approval: "Ethics vote, contract or protocol under which the text is here.",
  approvedUntil: "The last day on which it may be used.",
  seed: "Of whatever program generated the rows.",
};

const FILE = "The file itself.";
const takes = {
  "text/csv": FILE,
  "application/x-ndjson": FILE,
  "application/json": FILE,
  "application/vnd.apache.parquet": FILE,
  "application/octet-stream": FILE,
  "multipart/form-data": "A form with a field `file`; the other fields may stand in it too.",
};

const { preview: _, ...storing } = importFields;
const { name: _name, holds: _holds, approval: _approval, approvedUntil: _until, seed: _seed, ...reading } = storing;
const upload = { kind: "upload", method: "POST", status: 201, writes: true, access: "datasets.write", takes } as const;

const uploads: readonly UploadOperation[] = [
  {
    ...upload,
    id: "datasets.import",
    path: DATASETS,
    summary: "Store a file as a dataset version",
    description:
      "In one go: every row that can be read is stored, and the others are named with their reason. To look first, open an import. The same rows again are the same version, answered with 200 and `existing`.",
    fields: describeFields(storing, FILE_WORDS),
    answers: storedVersionAnswer,
    take: async (asked, parameters, body) => {
      const output = await receiveDataset(asked, parameters, body);
      return { status: output.existing ? 200 : 201, output };
    },
  },
  {
    ...upload,
    id: "datasets.openImport",
    path: IMPORTS,
    summary: "Open an import: read a file without storing it",
    description:
      "Answers as soon as the file has arrived; the import says then what its columns were taken for, what would be stored, and each problem by row.",
    fields: describeFields(reading, FILE_WORDS),
    answers: importAnswer,
    take: async (asked, parameters, body) => ({
      status: 201,
      output: await receiveImport(asked, parameters, body, { wait: false }),
    }),
  },
];

export const importOperations: readonly Operation[] = [
  ...uploads,
  operation({
    method: "GET",
    path: IMPORTS,
    procedure: "datasets.imports.list",
    summary: "List imports that are open",
    answers: listOf(importRowAnswer),
    from: ({ items }) => ({ items }),
  }),
  operation({
    method: "GET",
    path: `${IMPORTS}/{import}`,
    procedure: "datasets.imports.byId",
    summary: "Read an import: its progress, and what would be stored",
    words: IMPORT,
    answers: importAnswer,
  }),
  operation({
    method: "POST",
    path: `${IMPORTS}/{import}/examine`,
    procedure: "datasets.imports.examine",
    summary: "Read the file of an import again, otherwise",
    words: { ...IMPORT, options: "How to read it; what is left out is guessed." },
    status: 204,
    answers: z.void(),
    lasting: true,
  }),
  operation({
    method: "POST",
    path: `${IMPORTS}/{import}/store`,
    procedure: "datasets.imports.store",
    summary: "Store what an import shows",
    words: { ...IMPORT, name: "Of the dataset.", statement: "What it holds, under which approval, until when." },
    status: 204,
    answers: z.void(),
    lasting: true,
  }),
  operation({
    method: "POST",
    path: `${IMPORTS}/{import}/cancel`,
    procedure: "datasets.imports.cancel",
    summary: "Cancel an import",
    words: IMPORT,
    status: 204,
    answers: z.void(),
    lasting: true,
  }),
];
