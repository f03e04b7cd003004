import { Readable } from "node:stream";
import type { Sql } from "@/db/database";
import { isPairType } from "@/domain/datasets/dataset-types";
import { DomainError } from "../errors";
import { refuseOpenRounds } from "../pairs/refuse-open-rounds";

export const EXPORT_FORMATS = ["jsonl", "csv"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const PAGE_ROWS = 1_000;
const PAGE_BYTES = 8 * 1024 * 1024;
const CSV_HEADER = "id,split,group,section,source,reference,metadata";
const CSV_OF_PAIRS = ",rejected,h_chosen,h_rejected,flipped,origin";

type ExportedRow = {
  id: string;
  split: string;
  group: string;
  section: string | null;
  source: string;
  reference: string | null;
  sourceHash: string;
  /** As Postgres writes it: keys in its order, numbers as they were given. */
  metadata: string;
  /** Of pairs and judged answers alone; null in all other versions. */
  hChosen: number | null;
  rejected: string | null;
  hRejected: number | null;
  flipped: boolean;
  origin: string;
  /** As Postgres writes it. */
  provenance: string | null;
};

/** The bytes whose SHA-256 is the digest of the version; runners/data/write_rows.py writes the same. */
function jsonLine(row: ExportedRow): string {
  const text = (value: string | null) => JSON.stringify(value);
  return (
    `{"id": ${text(row.id)}, "split": ${text(row.split)}, "group": ${text(row.group)}, "section": ${text(row.section)}, ` +
    `"source": ${text(row.source)}, "reference": ${text(row.reference)}, "sourceHash": ${text(row.sourceHash)}, ` +
    `"metadata": ${row.metadata}${pairPart(row)}}\n`
  );
}

/** runners/data/pair_lines.py writes the same. */
function pairPart({ hChosen, rejected, hRejected, flipped, origin, provenance }: ExportedRow): string {
  if (hChosen === null) return "";
  return (
    `, "rejected": ${JSON.stringify(rejected)}, "hChosen": ${hChosen}, "hRejected": ${hRejected}, ` +
    `"flipped": ${flipped}, "origin": ${JSON.stringify(origin)}, "provenance": ${provenance ?? "null"}`
  );
}

function csvLine(row: ExportedRow): string {
  const paired = row.hChosen !== null;
  const beside = [row.rejected, String(row.hChosen), row.hRejected === null ? null : String(row.hRejected)];
  const cells = [
    ...[row.id, row.split, row.group, row.section, row.source, row.reference, row.metadata],
    ...(paired ? [...beside, String(row.flipped), row.origin] : []),
  ];
  return `${cells.map((cell) => (cell === null ? "" : `"${cell.replaceAll('"', '""')}"`)).join(",")}\r\n`;
}

type At = { projectId: string; datasetVersionId: string };

/** The next rows behind a position, so many as have few bytes together; at least one where there is one. */
function readPage(sql: Sql, at: At, after: number) {
  return sql<(ExportedRow & { position: number })[]>`
    with sized as (
      select position, coalesce(sum(2 * octet_length(source) + 2 * coalesce(octet_length(reference), 0)
          + pg_column_size(metadata)) over (order by position rows between unbounded preceding and 1 preceding), 0)
        as before
      from (select position, source, reference, metadata from example
        where project_id = ${at.projectId} and dataset_version_id = ${at.datasetVersionId} and position > ${after}
        order by position limit ${PAGE_ROWS}) page)
    select position, coalesce(key, id) as id, split, group_key as "group", section, source, reference,
      source_hash as "sourceHash", metadata::text as metadata, p.rejected, p.h_chosen as "hChosen",
      p.h_rejected as "hRejected", p.flipped, p.origin, p.provenance::text as provenance
    from example e left join pair p on p.project_id = e.project_id and p.example_id = e.id
    where e.project_id = ${at.projectId} and e.dataset_version_id = ${at.datasetVersionId}
      and position > ${after}
      and position <= (select max(position) from sized where before < ${PAGE_BYTES})
    order by position`;
}

/** Page by page, so that no connection is held while whoever reads takes their time. */
async function* lines(sql: Sql, at: At & { pairs: boolean }, format: ExportFormat) {
  const write = format === "csv" ? csvLine : jsonLine;
  if (format === "csv") yield `${CSV_HEADER}${at.pairs ? CSV_OF_PAIRS : ""}\r\n`;
  let after = -1;
  for (;;) {
    const page = await readPage(sql, at, after);
    const last = page.at(-1);
    if (!last) return;
    yield page.map(write).join("");
    after = last.position;
  }
}

/** A version as a file that can be imported again: a stream, however long. */
export async function exportVersion(
  sql: Sql,
  at: At,
  format: ExportFormat,
): Promise<{ fileName: string; contentType: string; body: ReadableStream<Uint8Array> }> {
  const [found] = await sql`
    select d.name, v.number, v.type from dataset_version v
      join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    where v.project_id = ${at.projectId} and v.id = ${at.datasetVersionId}`;
  if (!found) throw new DomainError("NotFound", "There is no such dataset version in this project.");
  const pairs = isPairType(String(found.type));
  if (pairs && format === "jsonl") await refuseOpenRounds(sql, at);
  const encoder = new TextEncoder();
  const stream = Readable.from(lines(sql, { ...at, pairs }, format)).map((text: string) => encoder.encode(text));
  const name = String(found.name).replace(/[^\p{L}\p{N}._-]+/gu, "-");
  return {
    fileName: `${name}-v${found.number}.${format}`,
    contentType: format === "csv" ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8",
    body: Readable.toWeb(stream) as ReadableStream<Uint8Array>,
  };
}
