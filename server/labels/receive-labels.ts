import { decodeUtf8 } from "@/domain/labels/decode-utf8";
import { describeRound } from "@/domain/labels/describe-round";
import { MOST_LABEL_BYTES } from "@/domain/labels/label-import";
import type { Asked } from "../api/asked";
import { actorOf } from "../audit/append-audit";
import { authorise } from "../auth/authorise";
import { DomainError } from "../errors";
import { readBody } from "../ingest/read-body";
import { importLabels } from "./import-labels";
import { parseLabelParameters } from "./label-parameters";
import { readLabelFile } from "./read-label-file";

type Parameters = Readonly<Record<string, string>>;

async function receive(asked: Asked, parameters: Parameters, body: ReadableStream<Uint8Array>) {
  const { project, ...wanted } = parseLabelParameters(parameters);
  const { projectId } = await authorise(asked.db, asked.viewer, project, "campaigns.write");
  const text = decodeUtf8(await readBody(body, MOST_LABEL_BYTES));
  if (typeof text !== "string") {
    const { what, remedy } = text;
    throw new DomainError("Validation", `${what} ${remedy}`, [{ where: "the file", what, remedy }]);
  }
  return { projectId, file: { ...wanted, text } };
}

/** Stores a file of labels as a closed campaign. */
export async function receiveLabels(asked: Asked, parameters: Parameters, body: ReadableStream<Uint8Array>) {
  const { projectId, file } = await receive(asked, parameters, body);
  return importLabels(asked, { projectId, actor: actorOf(asked.viewer) }, file);
}

/** Reads a file of labels and stores nothing. */
export async function checkLabels(asked: Asked, parameters: Parameters, body: ReadableStream<Uint8Array>) {
  const { projectId, file } = await receive(asked, parameters, body);
  return describeRound(await readLabelFile(asked.db, projectId, file));
}
