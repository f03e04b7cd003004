import { expect, test } from "vitest";
import { writeRowsCsv } from "./rows-csv";

test("numbers keep their digits, words that break a row or run as a formula are quoted", () => {
  const rows = [
    [0.1 + 0.2, "a, b"],
    [null, "=SUM(A1)"],
    [-3, 'say "no"'],
  ];
  expect(writeRowsCsv(["margin", "words"], rows)).toBe(
    'margin,words\n0.30000000000000004,"a, b"\n,\'=SUM(A1)\n-3,"say ""no"""\n',
  );
});
