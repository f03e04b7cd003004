import { z } from "zod";
import { SPLITS } from "@/domain/datasets/dataset-types";
import { trlFormSchema } from "@/domain/pairs/trl-line";
import { authorise } from "../../auth/authorise";
import { exportPairs } from "../../pairs/export-pairs";
import { readDataCard } from "../../pairs/read-data-card";
import { type DownloadOperation, describeFields } from "../operation";

const PAIRS = "/projects/{project}/pairs";
const VERSION = "Id of a version of pairs, or of the set that was frozen into it.";

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

export const pairDownloads = [exporting, card] as const;
