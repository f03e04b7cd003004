import { expect, test } from "vitest";
import { EACH_ROW, guessMapping, readTable, textsOf, UnreadableTexts } from "./read-texts";

test("a CSV with quotes, line breaks and a byte order mark is read by its header", () => {
  const table = readTable('\uFEFFdialogue,note,model\n"Hi, ""you""\nthere",Fine.,a\n\n', "x.csv");
  expect(table).toEqual({
    columns: ["dialogue", "note", "model"],
    rows: [{ dialogue: 'Hi, "you"\nthere', note: "Fine.", model: "a" }],
  });
  expect(guessMapping(table.columns)).toEqual({ source: "dialogue", note: "note", arm: "model" });
});

test("JSONL takes what is no text as JSON, and names the line that is broken without its text", () => {
  const { rows } = readTable('{"source": "a", "note": "b", "n": 3}\n{"source": "c"}\n', "x.jsonl");
  expect(rows).toEqual([{ source: "a", note: "b", n: "3" }, { source: "c" }]);
  expect(() => readTable('{"a": 1}\nsecret words', "x.jsonl")).toThrow(new UnreadableTexts("Line 2 is no JSON."));
  expect(() => readTable("[1]", "x.jsonl")).toThrow("Line 1 is no object");
  expect(() => readTable("", "x.csv")).toThrow("no rows");
});

test("a row with too many fields is refused by its place", () => {
  expect(() => readTable("a,b\n1,2,3\n", "x.csv")).toThrow("Row 2");
});

test("rows with the same source are one item, unless a column names it", () => {
  const table = readTable("source,note,arm,id\nS,N1,one,x\nS,N2,two,y\nT,N3,one,z\n", "x.csv");
  const mapping = { source: "source", note: "note", arm: "arm" };
  expect(textsOf(table, mapping).map(({ item, arm }) => `${item} ${arm}`)).toEqual([
    "row 1 one",
    "row 1 two",
    "row 2 one",
  ]);
  expect(textsOf(table, { ...mapping, item: "id" }).map(({ item }) => item)).toEqual(["x", "y", "z"]);
});

test("of a file with several notes of a source and nobody's name beside them, each row can be an item", () => {
  const table = readTable("ID,Dialogue,Automatic Summary\n0,S,N1\n0,S,N2\n", "x.csv");
  const mapping = guessMapping(table.columns);
  expect(mapping).toEqual({ source: "Dialogue", note: "Automatic Summary", item: "ID" });
  const each = textsOf(table, { ...mapping, item: EACH_ROW, group: "ID" });
  expect(each.map(({ item, group, note }) => [item, group, note])).toEqual([
    ["row 1", "0", "N1"],
    ["row 2", "0", "N2"],
  ]);
});
