import { z } from "zod";
import { listOf } from "@/domain/api/list-answer";
import { differenceAnswer, versionDiffAnswer, versionFactsAnswer } from "@/domain/datasets/version-answer";
import { authorise } from "../../auth/authorise";
import { EXPORT_FORMATS, exportVersion } from "../../datasets/export-version";
import { type DownloadOperation, describeFields, operation } from "../operation";

const DATASETS = "/projects/{project}/datasets";
const PAIR = { from: "Id of the older version.", to: "Id of the newer version." };

const exportFields = {
  project: z.string().min(1),
  version: z.string().min(1).max(64),
  format: z.enum(EXPORT_FORMATS).default("jsonl"),
};

const exporting: DownloadOperation = {
  kind: "download",
  id: "datasets.export",
  method: "GET",
  path: `${DATASETS}/{version}/export`,
  summary: "Export a dataset version",
  description: "A file that can be imported again; as JSONL its SHA-256 is the digest of the version.",
  status: 200,
  fields: describeFields(exportFields, { version: "Id of the dataset version.", format: "What to write." }),
  writes: false,
  access: "project.read",
  gives: ["application/jsonl", "text/csv"],
  serve: async (asked, given) => {
    const { project, version, format } = z.object(exportFields).parse(given);
    const { projectId } = await authorise(asked.db, asked.viewer, project, "project.read");
    const file = await exportVersion(asked.sql, { projectId, datasetVersionId: version }, format);
    return new Response(file.body, {
      headers: {
        "content-type": file.contentType,
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  },
};

export const versionOperations = [
  exporting,
  operation({
    method: "GET",
    path: `${DATASETS}/{version}/facts`,
    procedure: "datasets.versions.facts",
    summary: "Read what was found in the rows of a version",
    description: "Lengths, near-duplicates within and across splits, and what looks like names, numbers and addresses.",
    words: { version: "Id of the dataset version." },
    answers: versionFactsAnswer,
    from: (facts) => ({ facts }),
  }),
  operation({
    method: "PUT",
    path: `${DATASETS}/{version}/statement`,
    procedure: "datasets.versions.state",
    summary: "Say anew what a version holds, under which approval, until when",
    words: { version: "Id of the dataset version.", statement: "Its rows stay as they are." },
    status: 204,
    answers: z.void(),
  }),
  operation({
    method: "GET",
    path: `${DATASETS}/diff`,
    procedure: "datasets.versions.diff",
    summary: "Count what differs between two dataset versions",
    words: PAIR,
    answers: versionDiffAnswer,
  }),
  operation({
    method: "GET",
    path: `${DATASETS}/diff/rows`,
    procedure: "datasets.versions.differences",
    summary: "Read rows that differ between two dataset versions",
    words: { ...PAIR, kind: "Which ones.", offset: "Rows before this page; the counts say how many there are." },
    answers: listOf(differenceAnswer),
    from: (rows) => ({ items: [...rows] }),
  }),
];
