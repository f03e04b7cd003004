import { Readable } from "node:stream";
import type { Sql } from "@/db/database";
import type { Split } from "@/domain/datasets/dataset-types";
import { type StoredPair, type TrlForm, trlRows } from "@/domain/pairs/trl-line";
import { DomainError } from "../errors";
import { findPairVersion, type PairVersion } from "./find-pair-version";

const PAIRS_AT_ONCE = 200;

export type TrlExport = { form: TrlForm; conversational: boolean; split: Split | null };

function readPage(sql: Sql, at: { projectId: string; versionId: string; split: Split | null }, after: number) {
  return sql<(StoredPair & { position: number })[]>`
    select e.position, e.id, e.split, e.source as prompt, e.reference as chosen, p.rejected, p.h_chosen as "hChosen",
      p.h_rejected as "hRejected", p.flipped, p.origin
    from example e join pair p on p.project_id = e.project_id and p.example_id = e.id
    where e.project_id = ${at.projectId} and e.dataset_version_id = ${at.versionId} and e.position > ${after}
      and (${at.split}::text is null or e.split = ${at.split}) and e.erased_at is null
    order by e.position limit ${PAIRS_AT_ONCE}`;
}

/** Page by page, so that no connection is held while whoever reads takes their time. */
async function* lines(sql: Sql, at: { projectId: string; versionId: string }, asked: TrlExport) {
  let after = -1;
  for (;;) {
    const page = await readPage(sql, { ...at, split: asked.split }, after);
    const last = page.at(-1);
    if (!last) return;
    yield page.flatMap((pair) => trlRows(pair, asked).map((row) => `${JSON.stringify(row)}\n`)).join("");
    after = last.position;
  }
}

export const fileNameOf = ({ name, number }: Pick<PairVersion, "name" | "number">): string =>
  `${name.replace(/[^\p{L}\p{N}._-]+/gu, "-")}-v${number}`;

/** A version as JSON lines that TRL's trainers read: a stream, however long. */
export async function exportPairs(sql: Sql, { projectId, id }: { projectId: string; id: string }, asked: TrlExport) {
  const version = await findPairVersion(sql, projectId, id);
  if (asked.form === "paired" && version.type === "unpaired") {
    throw new DomainError("Validation", "These answers were judged one by one; they can be exported unpaired alone.");
  }
  const encoder = new TextEncoder();
  const stream = Readable.from(lines(sql, { projectId, versionId: version.id }, asked)).map((text: string) =>
    encoder.encode(text),
  );
  return { fileName: `${fileNameOf(version)}.jsonl`, body: Readable.toWeb(stream) as ReadableStream<Uint8Array> };
}
