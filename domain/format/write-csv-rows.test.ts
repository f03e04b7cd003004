import Papa from "papaparse";
import { expect, test } from "vitest";
import { writeCsvRows } from "./write-csv-rows";

test("no cell begins as a formula, whatever lines follow", () => {
  const cells = ['=HYPERLINK("x")', '=HYPERLINK("x")\nsecond', "+1\r\n2", "-a\nb", "@a\n", "\n=a", "plain\n=b", 3];
  const written = writeCsvRows(["text"], [...cells.map((cell) => [cell])]);
  const { data } = Papa.parse<string[]>(written.trimEnd(), { newline: "\r\n" });
  expect(data.map(([cell]) => cell)).toEqual([
    ...["text", '\'=HYPERLINK("x")', '\'=HYPERLINK("x")\nsecond', "'+1\r\n2", "'-a\nb", "'@a\n", "'\n=a"],
    ...["plain\n=b", "3"],
  ]);
});
