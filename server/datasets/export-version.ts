import { Readable } from "node:stream";
import type { Sql } from "@/db/database";
import { DomainError } from "../errors";

export const EXPORT_FORMATS = ["jsonl", "csv"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const PAGE_ROWS = 1_000;
const PAGE_BYTES = 8 * 1024 * 1024;
const CSV_HEADER = "id,split,group,section,source,reference,metadata\r\n";

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
};

/** The bytes whose SHA-256 is the digest of the version; runners/data/write_rows.py writes the same. */
function jsonLine(row: ExportedRow): string {
  const text = (value: string | null) => JSON.stringify(value);
  return (
    `{"id": ${text(row.id)}, "split": ${text(row.split)}, "group": ${text(row.group)}, "section": ${text(row.section)}, ` +
    `"source": ${text(row.source)}, "reference": ${text(row.reference)}, "sourceHash": ${text(row.sourceHash)}, ` +
    `"metadata": ${row.metadata}}\n`
  );
}

function csvLine(row: ExportedRow): string {
  const cells = [row.id, row.split, row.group, row.section, row.source, row.reference, row.metadata];
  return `${cells.map((cell) => (cell === null ? "" : `"${cell.replaceAll('"', '""')}"`)).join(",")}\r\n`;
}

type At = { projectId: string; datasetVersionId: string };

/** The next rows behind a position, so many as have few bytes together; at least one where there is one. */
function readPage(sql: Sql, at: At, after: number) {
  return sql<(ExportedRow & { position: number })[]>`
    with sized as (
      select position, coalesce(sum(octet_length(source) + coalesce(octet_length(reference), 0)
          + pg_column_size(metadata)) over (order by position rows between unbounded preceding and 1 preceding), 0)
        as before
      from (select position, source, reference, metadata from example
        where project_id = ${at.projectId} and dataset_version_id = ${at.datasetVersionId} and position > ${after}
        order by position limit ${PAGE_ROWS}) page)
    select position, coalesce(key, id) as id, split, group_key as "group", section, source, reference,
      source_hash as "sourceHash", metadata::text as metadata
    from example where project_id = ${at.projectId} and dataset_version_id = ${at.datasetVersionId}
      and position > ${after}
      and position <= (select max(position) from sized where before < ${PAGE_BYTES})
    order by position`;
}

/** Page by page, so that no connection is held while whoever reads takes their time. */
async function* lines(sql: Sql, at: At, format: ExportFormat) {
  const write = format === "csv" ? csvLine : jsonLine;
  if (format === "csv") yield CSV_HEADER;
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
    select d.name, v.number from dataset_version v
      join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    where v.project_id = ${at.projectId} and v.id = ${at.datasetVersionId}`;
  if (!found) throw new DomainError("NotFound", "There is no such dataset version in this project.");
  const encoder = new TextEncoder();
  const stream = Readable.from(lines(sql, at, format)).map((text: string) => encoder.encode(text));
  const name = String(found.name).replace(/[^\p{L}\p{N}._-]+/gu, "-");
  return {
    fileName: `${name}-v${found.number}.${format}`,
    contentType: format === "csv" ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8",
    body: Readable.toWeb(stream) as ReadableStream<Uint8Array>,
  };
}
