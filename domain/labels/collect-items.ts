import type { LabelMapping } from "./label-mapping";
import type { LabelProblems } from "./label-problem";
import type { LabelRow, LabelTable } from "./label-table";
import type { KnownItems, LabelledItem } from "./labelled-round";

const LONGEST_TEXT = 400_000;

const FACTS = ["note", "source", "group", "section", "arm"] as const;
type Fact = (typeof FACTS)[number];

function factsOf(row: LabelRow, mapping: LabelMapping): Partial<Record<Fact, string>> {
  const found: Partial<Record<Fact, string>> = {};
  for (const fact of FACTS) {
    const column = mapping[fact];
    const cell = column ? (row.cells[column] ?? "") : "";
    const text = fact === "note" || fact === "source" ? cell : cell.trim();
    if (text !== "") found[fact] = text;
  }
  return found;
}

const WORDS: Readonly<Record<Fact, string>> = {
  note: "Another note",
  source: "Another source",
  group: "Another patient or document",
  section: "Another section",
  arm: "Another writer",
};

type Seen = { at: number; facts: Partial<Record<Fact, string>> };

/** Items in the order of the file, each once, with the facts that all of its rows agree on. */
export function collectItems(
  { rows, problems }: Pick<LabelTable, "rows" | "problems">,
  mapping: LabelMapping,
  known: KnownItems,
): { items: LabelledItem[]; placeOf: ReadonlyMap<string, number> } {
  const seen = new Map<string, Seen>();
  for (const row of rows) {
    const item = (row.cells[mapping.item] ?? "").trim();
    if (item === "") continue;
    if (known && !known.has(item)) {
      problems.add(
        row.row,
        mapping.item,
        "There is no such item in the dataset version.",
        "Correct it, or leave it out.",
      );
      continue;
    }
    const found = seen.get(item) ?? { at: seen.size, facts: {} };
    seen.set(item, found);
    keepFacts(found, row, { mapping, problems });
  }
  const items = [...seen].map(([item, { facts }]): LabelledItem => {
    const of = known?.get(item);
    return {
      item,
      group: facts.group ?? of?.group ?? item,
      section: facts.section ?? of?.section ?? null,
      arm: facts.arm ?? null,
      note: facts.note ?? of?.note ?? "",
      source: facts.source ?? of?.source ?? "",
      exampleId: of?.exampleId ?? null,
    };
  });
  return { items, placeOf: new Map([...seen].map(([item, { at }]) => [item, at])) };
}

function keepFacts(
  { facts }: Seen,
  row: LabelRow,
  { mapping, problems }: { mapping: LabelMapping; problems: LabelProblems },
): void {
  const said = factsOf(row, mapping);
  for (const fact of FACTS) {
    const text = said[fact];
    if (text === undefined) continue;
    const column = mapping[fact] ?? null;
    if (text.length > (fact === "note" || fact === "source" ? LONGEST_TEXT : 200)) {
      problems.add(row.row, column, "The cell is longer than can be kept.", "Shorten it.");
    } else if (facts[fact] === undefined) facts[fact] = text;
    else if (facts[fact] !== text) {
      problems.add(
        row.row,
        column,
        `${WORDS[fact]} than an earlier row has for the same item.`,
        "Give it an item of its own.",
      );
    }
  }
}
