import { z } from "zod";
import { UNITS } from "../campaigns/protocol";
import type { LabelTable } from "./label-table";

const column = z.string().min(1).max(200);
const value = z.string().trim().min(1).max(200);

/** Which column of a file of labels is what. Long: one row a label. Wide: one row an item, one column a reader. */
export const labelMappingSchema = z.strictObject({
  item: column,
  reviewer: column.optional(),
  label: column.optional(),
  /** Wide: the columns, each with the labels of one reader. */
  reviewers: z.array(column).max(200).default([]),
  /** Values that say "there is an error"; known words where none is given. */
  positive: z.array(value).max(50).default([]),
  negative: z.array(value).max(50).default([]),
  unit: z.enum(UNITS).default("note"),
  /** A column that says of each row what it is about: `note` or `sentence`. */
  unitColumn: column.optional(),
  type: column.optional(),
  severity: column.optional(),
  start: column.optional(),
  end: column.optional(),
  /** What `start` and `end` count. */
  offsets: z.enum(["utf-16", "code-points"]).default("utf-16"),
  /** The marked words, to check the offsets by. */
  quote: column.optional(),
  corrected: column.optional(),
  note: column.optional(),
  source: column.optional(),
  /** Patient or document; for sentences, the note that they are of. */
  group: column.optional(),
  section: column.optional(),
  arm: column.optional(),
});
export type LabelMapping = z.infer<typeof labelMappingSchema>;
export type LabelMappingInput = z.input<typeof labelMappingSchema>;

export const SINGLE_COLUMNS = [
  "item",
  "reviewer",
  "label",
  "unitColumn",
  "type",
  "severity",
  "start",
  "end",
  "quote",
  "corrected",
  "note",
  "source",
  "group",
  "section",
  "arm",
] as const satisfies readonly (keyof LabelMapping)[];
export type LabelColumn = (typeof SINGLE_COLUMNS)[number];

export const isWide = ({ reviewers }: Pick<LabelMapping, "reviewers">): boolean => reviewers.length > 0;

/** What of a row belongs to one label, and so cannot stand in a wide file. */
const OF_ONE_LABEL = ["type", "severity", "start", "end", "quote", "corrected"] as const;

/** Tells what keeps a mapping from fitting a table; nothing where it fits. */
export function checkMapping(mapping: LabelMapping, { columns, problems }: LabelTable): void {
  const refuse = (name: string | null, what: string, remedy: string) => problems.add(null, name, what, remedy);
  const wanted = [...SINGLE_COLUMNS.flatMap((field) => mapping[field] ?? []), ...mapping.reviewers];
  for (const name of new Set(wanted)) {
    if (!columns.includes(name)) {
      refuse(name, "The file has no such column.", `It has: ${columns.slice(0, 20).join(", ")}.`);
    }
  }
  if (isWide(mapping)) {
    if (mapping.reviewer || mapping.label) {
      refuse(null, "Columns of readers and a column of labels were both named.", "Choose one: a wide or a long file.");
    }
    const odd = OF_ONE_LABEL.filter((field) => mapping[field] !== undefined);
    if (odd.length > 0) {
      refuse(null, `A wide file has no ${odd.join(", ")} of single labels.`, "Bring it in as one row a label.");
    }
    if (new Set(mapping.reviewers).size < mapping.reviewers.length) {
      refuse(null, "A column of readers was named twice.", "Name each once.");
    }
  } else if (!mapping.reviewer || !mapping.label) {
    refuse(null, "The columns of reader and label are not named.", "Name both, or the columns of a wide file.");
  }
  if (Boolean(mapping.start) !== Boolean(mapping.end)) {
    refuse(null, "Only one of start and end was named.", "Name both.");
  }
  if (mapping.quote && !mapping.start) refuse(mapping.quote, "Marked words need offsets.", "Name start and end.");
}

const GUESSES: Partial<Record<LabelColumn, RegExp>> = {
  item: /^(item|item_?id|id|example|case|note_?id|encounter_id)$/i,
  reviewer: /^(reviewer|reader|rater|annotator|annotator_?id|coder|labell?er|who)$/i,
  label: /^(label|labels|rating|verdict|annotation|value|hallucination|error)$/i,
  unitColumn: /^unit$/i,
  type: /^(type|error_type|category)$/i,
  severity: /^severity$/i,
  start: /^(start|begin|start_offset)$/i,
  end: /^(end|stop|end_offset)$/i,
  quote: /^(text|quote|span|marked_text)$/i,
  corrected: /^(corrected|correction)$/i,
  note: /^(note|summary|completion)$/i,
  source: /^(source|dialogue|transcript)$/i,
  group: /^(group|patient|patient_id|document|document_id)$/i,
  section: /^(section|section_header)$/i,
  arm: /^(arm|model|system)$/i,
};

/** Columns by their usual names; readers of a wide file by a number at the end of equal names. */
export function guessMapping(columns: readonly string[]): Partial<LabelMapping> {
  const found: Partial<LabelMapping> = {};
  for (const field of SINGLE_COLUMNS) {
    const name = columns.find((each) => GUESSES[field]?.test(each.trim()));
    if (name) found[field] = name;
  }
  if (!found.quote || !found.start || !found.end) found.quote = undefined;
  if (found.reviewer) return found;
  const numbered = columns.filter((name) =>
    /^(annotation|annotator|rater|reader|reviewer|label)[ _-]?\d+$/i.test(name),
  );
  if (numbered.length < 2) return found;
  for (const field of ["label", ...OF_ONE_LABEL] as const) found[field] = undefined;
  return { ...found, reviewers: numbered };
}
