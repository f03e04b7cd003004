import type { Mark } from "../assessments/mark";
import { newId } from "../identifiers";
import type { LabelMapping } from "./label-mapping";
import type { LabelProblems } from "./label-problem";
import type { Statement } from "./label-statements";
import type { ReadTypes } from "./label-taxonomy";
import type { LabelledItem, LabelledReading } from "./labelled-round";
import { NO_PLACE, placeSpan } from "./place-span";
import { UNRATED } from "./severities";

export type ReadingRules = {
  mapping: LabelMapping;
  problems: LabelProblems;
  types: ReadTypes;
  /** Ids by the names a file uses; null where it names no severity. */
  severityOf: (name: string) => string | null;
  items: readonly LabelledItem[];
  placeOf: ReadonlyMap<string, number>;
};

const LONGEST_CORRECTION = 400_000;

const cell = ({ row }: Statement, column: string | undefined): string => (column ? (row.cells[column] ?? "") : "");

function readMark(statement: Statement, rules: ReadingRules, note: string): Mark | null {
  const { mapping, problems, types, severityOf } = rules;
  const at = statement.row.row;
  const [start, end] = [cell(statement, mapping.start), cell(statement, mapping.end)];
  const named = start.trim() !== "" || end.trim() !== "";
  const placed = named
    ? placeSpan({ start, end, quote: cell(statement, mapping.quote) }, note === "" ? null : note, mapping.offsets)
    : { span: NO_PLACE };
  if ("what" in placed) {
    problems.add(at, mapping.start ?? null, placed.what, "Count from the first character of the note, from 0 on.");
    return null;
  }
  if (!named && mapping.start && mapping.unit === "sentence") {
    const what = "The row is about a whole note, and the import counts sentences.";
    problems.add(at, mapping.start, what, "Name the place, or bring notes in as a campaign of their own.");
    return null;
  }
  const typeName = cell(statement, mapping.type).trim();
  const severityName = cell(statement, mapping.severity).trim();
  const severity = mapping.severity ? (severityName === "" ? null : severityOf(severityName)) : UNRATED.id;
  if (severityName !== "" && severity === null) {
    problems.add(at, mapping.severity ?? null, "There is no such severity.", "Write minor or major.");
  }
  const type = mapping.type ? (typeName === "" ? null : types.idOf(typeName)) : types.idOf("");
  return { id: newId(), kind: "error", span: placed.span, type, severity, evidence: null, comment: "" };
}

const sameMark = (one: Mark, other: Mark): boolean =>
  one.span.start === other.span.start && one.span.end === other.span.end && one.type === other.type;

const VERDICT = { positive: "marked", negative: "clean", "cannot-judge": "cannot-judge" } as const;

type Given = { first: Statement; reading: LabelledReading };

/** A second row of one reader for one item is a second mark where rows are marks with places, and else a mistake. */
function addTo({ first, reading }: Given, statement: Statement, mark: Mark | null, rules: ReadingRules): void {
  const { problems } = rules;
  const [at, column] = [statement.row.row, statement.column];
  const before = `row ${first.row.row}`;
  const placed = mark !== null && mark.span !== NO_PLACE;
  const marks = reading.marks.length > 0 && reading.marks.every(({ span }) => span !== NO_PLACE);
  if (statement.said !== first.said) {
    problems.add(at, column, `The same reader says otherwise of this item in ${before}.`, "Keep one.");
  } else if (!placed || !marks) {
    problems.add(at, column, `A second label of the same reader for the same item, after ${before}.`, "Keep one.");
  } else if (reading.marks.some((each) => sameMark(each, mark))) {
    problems.add(at, column, "The same mark stands in an earlier row.", "Keep one.");
  } else reading.marks.push(mark);
}

function readCorrection(statement: Statement, given: LabelledReading, { mapping, problems }: ReadingRules): void {
  const text = cell(statement, mapping.corrected);
  if (text.trim() === "") return;
  const column = mapping.corrected ?? null;
  if (text.length > LONGEST_CORRECTION) {
    problems.add(statement.row.row, column, "The corrected text is longer than can be kept.", "Shorten it.");
  } else if (given.corrected !== null && given.corrected !== text) {
    problems.add(statement.row.row, column, "Another corrected text than the reader's earlier row has.", "Keep one.");
  } else given.corrected = text;
}

/** What each reader said of each item, with every label that cannot stand told by its row. */
export function collectReadings(
  statements: readonly Statement[],
  rules: ReadingRules,
): { readers: string[]; readings: LabelledReading[]; missing: number } {
  const readers = new Map<string, number>();
  const given = new Map<string, Given>();
  let missing = 0;
  for (const statement of statements) {
    const { reader, said } = statement;
    const item = rules.placeOf.get(statement.item);
    if (reader === "" || item === undefined) continue;
    const place = readers.get(reader) ?? readers.size;
    readers.set(reader, place);
    if (said === null) {
      if ((statement.row.cells[statement.column] ?? "").trim() === "") missing += 1;
      continue;
    }
    const mark = said === "positive" ? readMark(statement, rules, rules.items[item]?.note ?? "") : null;
    const name = `${place} ${item}`;
    const found = given.get(name);
    if (found) addTo(found, statement, mark, rules);
    const reading: LabelledReading = found?.reading ?? {
      item,
      reader: place,
      verdict: VERDICT[said],
      marks: mark ? [mark] : [],
      corrected: null,
      comment: "",
      reason: said === "cannot-judge" ? "The file says so." : null,
      seconds: 0,
    };
    readCorrection(statement, reading, rules);
    if (!found) given.set(name, { first: statement, reading });
  }
  return { readers: [...readers.keys()], readings: [...given.values()].map(({ reading }) => reading), missing };
}
