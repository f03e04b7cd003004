export const DATASET_TYPES = ["sft", "preference", "unpaired", "qa", "prompts", "tagged", "notes"] as const;
export type DatasetType = (typeof DATASET_TYPES)[number];

/** What a file can be read as; the other types are made from labels. */
export const IMPORTABLE_TYPES = [
  "notes",
  "sft",
  "prompts",
  "qa",
  "preference",
  "unpaired",
] as const satisfies readonly DatasetType[];
export type ImportableType = (typeof IMPORTABLE_TYPES)[number];

export const SPLITS = ["train", "validation", "test"] as const;
export type Split = (typeof SPLITS)[number];

export const HOLDS = ["synthetic", "deidentified", "identifiable", "unstated"] as const;
export type Holds = (typeof HOLDS)[number];

const PAIR_FIELDS = ["rejected", "h_chosen", "h_rejected", "label"] as const;
export const FIELDS = ["source", "reference", ...PAIR_FIELDS, "id", "group", "split", "section"] as const;
export type Field = (typeof FIELDS)[number];

type TypeWords = {
  title: string;
  needs: readonly Field[];
  words: Record<"source" | "reference", string>;
  /** Beside those of every type. */
  has?: readonly Field[];
};

/** How each type calls the two texts of a row, and which of them a row must have. */
export const TYPE_WORDS: Readonly<Record<ImportableType, TypeWords>> = {
  notes: {
    title: "Notes: a dialogue or document, and the note written from it",
    needs: ["source", "reference"],
    words: { source: "Dialogue or document", reference: "Note" },
  },
  sft: {
    title: "Prompts with completions, to train on",
    needs: ["source", "reference"],
    words: { source: "Prompt", reference: "Completion" },
  },
  prompts: {
    title: "Prompts alone, to generate for",
    needs: ["source"],
    words: { source: "Prompt", reference: "Reference" },
  },
  qa: {
    title: "Questions with answers",
    needs: ["source", "reference"],
    words: { source: "Question", reference: "Answer" },
  },
  preference: {
    title: "Pairs: a prompt with the answer that was chosen and the one that was not",
    needs: ["source", "reference", "rejected"],
    words: { source: "Prompt", reference: "Chosen" },
    has: ["rejected", "h_chosen", "h_rejected"],
  },
  unpaired: {
    title: "Prompts with one answer each, which is wanted or not",
    needs: ["source", "reference", "label"],
    words: { source: "Prompt", reference: "Answer" },
    has: ["label"],
  },
};

/** Which fields rows of a type can have. */
export function fieldsOf(type: DatasetType): Field[] {
  const words = IMPORTABLE_TYPES.find((each) => each === type);
  const own: readonly Field[] = words ? (TYPE_WORDS[words].has ?? []) : [];
  return FIELDS.filter((field) => own.includes(field) || !PAIR_FIELDS.some((each) => each === field));
}

/** Their rows have another answer, or a label, beside their example. */
export const isPairType = (type: string): boolean => type === "preference" || type === "unpaired";

export const FIELD_WORDS: Readonly<Record<Exclude<Field, "source" | "reference">, { word: string; help: string }>> = {
  rejected: { word: "Rejected", help: "The answer that was not chosen." },
  h_chosen: { word: "Chosen is hallucinated", help: "1 hallucinated, 0 factual." },
  h_rejected: { word: "Rejected is hallucinated", help: "1 hallucinated, 0 factual." },
  label: { word: "Label", help: "true: wanted, false: not." },
  id: { word: "Id", help: "Names a row for good; two versions are compared by it." },
  group: { word: "Patient or document", help: "Rows of one never stand in two splits." },
  split: { word: "Split", help: "train, validation or test; where it is empty, splits are drawn." },
  section: { word: "Section", help: "Shown beside the row and scored apart." },
};
