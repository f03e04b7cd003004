import { expect, test } from "vitest";
import { decodeUtf8 } from "./decode-utf8";
import { guessMapping, type LabelMappingInput, labelMappingSchema } from "./label-mapping";
import { readLabelTable } from "./label-table";
import { createLabelReader } from "./label-values";
import { placeSpan } from "./place-span";
import { readLabels } from "./read-labels";

const LONG = { item: "item", reviewer: "who", label: "said" };
const read = (csv: string, more: Partial<LabelMappingInput> = {}, name = "labels.csv") =>
  readLabels(readLabelTable(csv, name), labelMappingSchema.parse({ ...LONG, ...more }));
const told = (csv: string, more: Partial<LabelMappingInput> = {}) =>
  read(csv, more).problems.map(({ row, column, what }) => `${row} ${column ?? ""}: ${what}`);
const rows = (...lines: string[]) => ["item,who,said", ...lines].join("\n");

test.each([
  ["a row that has too many cells", rows("a,ann,1,2"), "2 : The row has 4 cells, and the header has 3."],
  ["a label for nothing", rows(",ann,1"), "2 item: The item is not named."],
  ["a label of nobody", rows("a,,1"), "2 who: The reader is not named."],
  ["an unknown value", rows("a,ann,1", "b,ann,perhaps"), '3 said: It is not known what the value "perhaps" says.'],
  [
    "two labels",
    rows("a,ann,1", "a,ann,1"),
    "3 said: A second label of the same reader for the same item, after row 2.",
  ],
  ["a contradiction", rows("a,ann,1", "a,ann,0"), "3 said: The same reader says otherwise of this item in row 2."],
  ["no label at all", rows("a,ann,"), "null : No cell holds a label."],
  ["two columns of one name", "item,who,said,said\na,ann,1,0", "1 said: Two columns have this name."],
  ["a column without a name", "item,who,said,\na,ann,1,", "1 : A column has no name."],
])("%s is told by its row", (_, csv, problem) => {
  expect(told(csv)).toEqual([problem]);
});

test("a mapping that does not fit says what is wrong with it", () => {
  const csv = rows("a,ann,1");
  expect(told(csv, { item: "gone" })[0]).toBe("null gone: The file has no such column.");
  expect(told(csv, { reviewers: ["said"] })[0]).toContain("both named");
  expect(told(csv, { reviewer: undefined })[0]).toContain("not named");
  expect(told(csv, { start: "said" })[0]).toContain("Only one of start and end");
  const wide = { reviewer: undefined, label: undefined, reviewers: ["said", "who"] };
  expect(told(csv, { ...wide, type: "item" })[0]).toContain("A wide file has no type");
});

test("rows of another unit are refused, by their column or by their missing place", () => {
  const csv = "item,who,said,unit\na,ann,1,note\nb,ann,0,sentence\nc,ann,0,";
  expect(told(csv, { unitColumn: "unit" })).toEqual([
    "3 unit: The row is not about a note, as the import is.",
    "4 unit: The row does not say its unit.",
  ]);
  const mixed = "item,who,said,start,end,note\na,ann,1,0,4,Well.\nb,ann,1,,,Ill.";
  const places = { start: "start", end: "end", note: "note" };
  expect(told(mixed, { ...places, unit: "sentence" })[0]).toContain("3 start: The row is about a whole note");
  expect(told(mixed, places)).toEqual([]);
  expect(told(mixed, { start: "start", end: "end", unit: "sentence" })[0]).toContain(
    "only where the notes' text is there",
  );
});

test("places are held to the text and to the words, in UTF-16 or in code points", () => {
  const note = "🩺 5 mg.";
  const cells = { start: "2", end: "6", quote: "" };
  expect(placeSpan(cells, note, "utf-16")).toEqual({ span: { start: 2, end: 6 } });
  expect(placeSpan({ ...cells, quote: "5 mg" }, note, "utf-16")).toMatchObject({
    what: expect.stringContaining("words"),
  });
  expect(placeSpan({ ...cells, quote: "5 mg" }, note, "code-points")).toEqual({ span: { start: 3, end: 7 } });
  expect(placeSpan({ ...cells, start: "1" }, note, "utf-16")).toMatchObject({
    what: expect.stringContaining("in two"),
  });
  expect(placeSpan({ ...cells, end: "9" }, note, "utf-16")).toMatchObject({
    what: expect.stringContaining("behind the note"),
  });
  expect(placeSpan({ ...cells, end: "8" }, note, "code-points")).toMatchObject({
    what: expect.stringContaining("behind"),
  });
  for (const odd of ["", "x", "-1", "2.5"]) {
    expect(placeSpan({ ...cells, start: odd }, note, "utf-16")).toMatchObject({
      what: expect.stringContaining("whole"),
    });
  }
  expect(placeSpan({ start: "4", end: "4", quote: "" }, null, "utf-16")).toMatchObject({ what: expect.any(String) });
  expect(placeSpan({ start: "400", end: "402.0", quote: "" }, null, "utf-16")).toEqual({
    span: { start: 400, end: 402 },
  });
});

test("texts of one item agree, and marks of one reader are each told once", () => {
  const csv = [
    "item,who,said,start,end,note",
    "a,ann,1,0,2,He is well.",
    "a,ann,1,3,5,He is well.",
    "a,ann,1,0,2,He is well.",
    "a,ben,0,,,He is ill.",
  ].join("\n");
  const round = read(csv, { start: "start", end: "end", note: "note" });
  expect(round.readings[0]?.marks).toHaveLength(2);
  expect(round.problems.map(({ row }) => row)).toEqual([5, 4]);
});

test("known taxonomies are recognised, own ones are made, ten types are too many", () => {
  const typed = (...types: string[]) =>
    read(["item,who,said,type", ...types.map((type, at) => `${at},ann,1,${type}`)].join("\n"), { type: "type" });
  expect(typed("Fabrication", "negation").protocol.taxonomy.id).toBe("creola@1");
  expect(typed("fabricated", "Contradicts").protocol.taxonomy.id).toBe("four_types@1");
  const own = typed("Wrong dose", "wrong dose", "Ä");
  expect(own.protocol.taxonomy.types.map(({ id }) => id)).toEqual(["wrong_dose", "a"]);
  expect(own.readings.map(({ marks }) => marks[0]?.type)).toEqual(["wrong_dose", "wrong_dose", "a"]);
  expect(typed(..."abcdefghij").problems[0]?.what).toBe("There are 10 types; 9 are the most.");
});

test("values: known words, numbers as numbers, a slip of the pen as nothing", () => {
  const plain = createLabelReader(new Set(["1.0", "0", "Yes", "?"]), { positive: [], negative: [] });
  expect(["1.0", "0", "Yes", "?", "yse"].map(plain)).toEqual([
    "positive",
    "negative",
    "positive",
    "cannot-judge",
    null,
  ]);
  const one = createLabelReader(new Set(["refusal", "answer"]), { positive: ["Refusal"], negative: [] });
  expect(["refusal", "answer"].map(one)).toEqual(["positive", "negative"]);
  const slip = createLabelReader(new Set(["refusal", "answer", "answre"]), { positive: ["refusal"], negative: [] });
  expect(["answer", "answre"].map(slip)).toEqual([null, null]);
  const turned = createLabelReader(new Set(["0", "1"]), { positive: ["0"], negative: [] });
  expect(["0", "1"].map(turned)).toEqual(["positive", "negative"]);
});

test("JSON lines are rows too; a line that is none is told", () => {
  const lines = ['{"item":"a","who":"ann","said":true}', "", '{"item":"b","who":"ann","said":null}', "[1]", "{"].join(
    "\n",
  );
  const round = read(lines, {}, "labels.jsonl");
  expect(round.problems.map(({ row }) => row)).toEqual([4, 5]);
  expect(round).toMatchObject({ missing: 1, rows: 2 });
});

test("a file that is no UTF-8 names its line, and one with a byte-order mark is read without it", () => {
  const bytes = (...values: number[]) => new Uint8Array(values);
  expect(decodeUtf8(bytes(0xef, 0xbb, 0xbf, 0x61))).toBe("a");
  expect(decodeUtf8(bytes(0x61, 0x0a, 0xe4, 0x0a))).toMatchObject({ what: expect.stringContaining("Line 2") });
  expect(decodeUtf8(bytes(0xff, 0xfe, 0x61, 0x00))).toMatchObject({ what: "The file is UTF-16." });
  expect(decodeUtf8(bytes(0x61, 0x00))).toMatchObject({ what: expect.stringContaining("zero bytes") });
});

test("columns are guessed by their usual names, and numbered ones are readers", () => {
  expect(guessMapping(["id", "rater", "label"])).toMatchObject({ item: "id", reviewer: "rater", label: "label" });
  expect(guessMapping(["id", "type", "annotation_1", "annotation_2"])).toMatchObject({
    item: "id",
    type: undefined,
    reviewers: ["annotation_1", "annotation_2"],
  });
});
