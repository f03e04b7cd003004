import Papa from "papaparse";
import type { ReviewText } from "@/domain/campaigns/frame";

export const TEXT_COLUMNS = ["source", "note", "item", "group", "section", "arm"] as const;
export type TextColumn = (typeof TEXT_COLUMNS)[number];
export type TextMapping = Partial<Record<TextColumn, string>>;

export type TextsTable = { columns: string[]; rows: Record<string, string>[] };

export class UnreadableTexts extends Error {}

const asText = (value: unknown): string =>
  typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value);

function readJsonLines(text: string): TextsTable {
  const rows = text.split(/\r?\n/).flatMap((line, at): Record<string, string>[] => {
    if (line.trim() === "") return [];
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch (error) {
      if (error instanceof SyntaxError) throw new UnreadableTexts(`Line ${at + 1} is no JSON.`);
      throw error;
    }
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      throw new UnreadableTexts(`Line ${at + 1} is no object with names.`);
    }
    return [Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asText(value)]))];
  });
  return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows };
}

function readCsv(text: string): TextsTable {
  const { data, errors, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: "greedy" });
  const bad = errors.find(({ type }) => type !== "Delimiter");
  // The parser counts data rows from 0; a person counts lines with the header.
  if (bad) throw new UnreadableTexts(`Row ${(bad.row ?? 0) + 2}: ${bad.message}.`);
  return { columns: meta.fields ?? [], rows: data };
}

/** Rows by column. Throws UnreadableTexts with the place, never with text of the file. */
export function readTable(text: string, fileName: string): TextsTable {
  const clean = text.replace(/^\uFEFF/, "");
  const table = /\.(jsonl|ndjson|json)$/i.test(fileName) ? readJsonLines(clean) : readCsv(clean);
  if (table.rows.length === 0) throw new UnreadableTexts("The file holds no rows.");
  return table;
}

/** Chosen in place of a column of items: rows with the same source are read as notes of several sources. */
export const EACH_ROW = "·each row·";

const GUESSES: Readonly<Record<TextColumn, RegExp>> = {
  source: /^(source|dialogue|dialog|conversation|transcript|document|text|input|context)$/i,
  note: /^(note|(automatic |generated )?summary|completion|output|generated|generation|reference)$/i,
  item: /^(item|id|example|case|encounter_id|key)$/i,
  group: /^(group|patient|patient_id|document_id|visit)$/i,
  section: /^(section|section_header|part)$/i,
  arm: /^(arm|model|system|method)$/i,
};

export function guessMapping(columns: readonly string[]): TextMapping {
  const found = TEXT_COLUMNS.map((field) => [field, columns.find((column) => GUESSES[field].test(column.trim()))]);
  return Object.fromEntries(found.filter(([, column]) => column !== undefined));
}

/** Without a column of items, rows with the same source are one item, unless each row is to be one by itself. */
export function textsOf({ rows }: TextsTable, mapping: TextMapping): ReviewText[] {
  const items = new Map<string, string>();
  const of = (row: Record<string, string>, field: TextColumn) => (mapping[field] ? (row[mapping[field]] ?? "") : "");
  return rows.map((row, at) => {
    const source = of(row, "source");
    if (!items.has(source)) items.set(source, `row ${items.size + 1}`);
    const [group, section, arm] = [of(row, "group").trim(), of(row, "section").trim(), of(row, "arm").trim()];
    return {
      item: mapping.item === EACH_ROW ? `row ${at + 1}` : of(row, "item").trim() || (items.get(source) ?? ""),
      source,
      note: of(row, "note"),
      ...(group ? { group } : {}),
      ...(section ? { section } : {}),
      ...(arm ? { arm } : {}),
    };
  });
}
