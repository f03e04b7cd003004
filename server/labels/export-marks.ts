import type { Database } from "@/db/database";
import type { Mark } from "@/domain/assessments/mark";
import { writeCsvRows } from "@/domain/format/write-csv-rows";
import { hasPlace } from "@/domain/labels/place-span";
import type { CampaignOf } from "../gates/read-gate-campaign";
import { requireClosed } from "../gates/require-shown";
import { type ExportedReading, readExported, readPseudonyms } from "./exported-readings";

export const MARK_FORMATS = ["csv", "jsonl"] as const;
export type MarkFormat = (typeof MARK_FORMATS)[number];

const COLUMNS = [
  ...["campaign", "case", "item", "group", "section", "arm", "weight", "note_digest"],
  ...["reader", "reader_kind", "version", "verdict", "unsure", "late", "seconds"],
  ...["mark", "kind", "start", "end", "text", "type", "severity", "evidence", "comment", "corrected"],
] as const;

type Row = Record<string, unknown>;

function evidenceOf({ evidence }: Mark, source: string) {
  if (!Array.isArray(evidence)) return evidence;
  return evidence.map(({ start, end }) => ({ start, end, text: source.slice(start, end) }));
}

function markCells(mark: Mark, { note, source }: ExportedReading): Row {
  const placed = hasPlace(mark.span);
  const text = mark.kind === "error" ? note : source;
  return {
    mark: mark.id,
    kind: mark.kind,
    start: placed ? mark.span.start : null,
    end: placed ? mark.span.end : null,
    text: placed ? text.slice(mark.span.start, mark.span.end) : null,
    type: mark.type,
    severity: mark.severity,
    evidence: evidenceOf(mark, source),
    comment: mark.comment,
  };
}

/** One row a mark; a reading without marks is one row without them, so that what is clean stays in the count. */
function rowsOf(campaign: string, reading: ExportedReading, reader: { name: string; kind: string }): Row[] {
  const { caseId, item, group, section, arm, weight, noteDigest, version, verdict, unsure, late, seconds } = reading;
  const place = { campaign, case: caseId, item, group, section, arm, weight, note_digest: noteDigest };
  const said = { reader: reader.name, reader_kind: reader.kind, version, verdict, unsure, late, seconds };
  const marks: Row[] = reading.marks.length > 0 ? reading.marks.map((mark) => markCells(mark, reading)) : [{}];
  return marks.map((mark) => ({ ...place, ...said, ...mark, corrected: reading.corrected }));
}

const asCell = (value: unknown): unknown =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : value;

/** Marks of a closed round as a file; readers stand under pseudonyms. */
export async function exportMarks(db: Database, of: CampaignOf, format: MarkFormat) {
  const { name } = await requireClosed(db, of);
  const [readings, readers] = [await readExported(db, of), await readPseudonyms(db, of)];
  const rows = readings.flatMap((reading) => {
    const reader = readers.get(reading.reviewerId);
    return reader ? rowsOf(of.campaignId, reading, reader) : [];
  });
  const fileName = `${name.replace(/[^\p{L}\p{N}._-]+/gu, "-")}-marks.${format}`;
  if (format === "jsonl") {
    const whole = (row: Row) => Object.fromEntries(COLUMNS.map((column) => [column, row[column] ?? null]));
    const text = rows.map((row) => `${JSON.stringify(whole(row))}\n`).join("");
    return { fileName, contentType: "application/jsonl; charset=utf-8", text };
  }
  const data = rows.map((row) => COLUMNS.map((column) => asCell(row[column] ?? "")));
  return { fileName, contentType: "text/csv; charset=utf-8", text: writeCsvRows(COLUMNS, data) };
}
