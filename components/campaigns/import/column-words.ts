import type { LabelColumn } from "@/domain/labels/label-mapping";

export const COLUMN_WORDS: Readonly<Record<LabelColumn, { label: string; about: string }>> = {
  item: { label: "Item", about: "What was read; the same name is the same item." },
  reviewer: { label: "Reader", about: "Who gave the label." },
  label: { label: "Label", about: "What the reader said." },
  unitColumn: { label: "Unit of each row", about: "Rows of another unit are refused." },
  type: { label: "Type of error", about: "Up to nine." },
  severity: { label: "Severity", about: "Minor or major." },
  start: { label: "Start", about: "First offset into the note, from 0 on." },
  end: { label: "End", about: "Offset behind the last character." },
  quote: { label: "Marked words", about: "Offsets are checked by them." },
  corrected: { label: "Corrected note", about: "As the reader would have written it." },
  note: { label: "Note", about: "Its text, so that places can be shown." },
  source: { label: "Source", about: "What the note was read against." },
  group: { label: "Patient or document", about: "Resampled together; of sentences, their note." },
  section: { label: "Section", about: "Rates are given by section." },
  arm: { label: "Whose note", about: "Rates are given by arm." },
};

export const LONG_COLUMNS: readonly LabelColumn[] = ["item", "reviewer", "label"];
export const WIDE_COLUMNS: readonly LabelColumn[] = ["item"];
export const MARK_COLUMNS: readonly LabelColumn[] = ["type", "severity", "start", "end", "quote", "corrected"];
export const ITEM_COLUMNS: readonly LabelColumn[] = ["note", "source", "group", "section", "arm", "unitColumn"];
