import { expect, test } from "vitest";
import { type CurvesAnswer, unpackCurves } from "./unpack-curves";

function curve(run: string, over: Partial<CurvesAnswer["curves"][number]> = {}, numbers: number[][] = []) {
  const columns =
    numbers.length > 0
      ? numbers
      : [
          [0, 10],
          [2, Number.NaN],
          [1, Number.NaN],
          [3, Number.NaN],
          [4, 1],
          [0, 1],
        ];
  const bytes = Buffer.from(Float64Array.from(columns.flat()).buffer);
  return { run, key: "loss", attempt: 1, buckets: columns[0]?.length ?? 0, columns: bytes.toString("base64"), ...over };
}
const names: Record<string, string> = { r: "tuned", s: "base" };
const nameOf = (id: string) => names[id] ?? id;
const answer = (...curves: CurvesAnswer["curves"]) => ({ curves });

test("every bit of a column comes through", () => {
  const odd = [
    [0.1 + 0.2, 2 ** 53 + 2],
    [Number.NaN, -0],
    [1e-320, 5],
    [Number.MAX_VALUE, 5],
    [1, 7],
    [0, 2],
  ];
  const [line] = unpackCurves(answer(curve("r", {}, odd)), { keys: ["loss"], nameOf });
  const [segment] = line?.segments ?? [];
  expect(
    ["x", "mean", "min", "max", "n", "nonFinite"].map((name) => Array.from(Reflect.get(segment ?? {}, name))),
  ).toEqual(odd);
});

test("attempts are segments of one line, in order", () => {
  const [line, ...others] = unpackCurves(answer(curve("r", { attempt: 2 }), curve("r")), { keys: ["loss"], nameOf });
  expect(others).toEqual([]);
  expect(line).toMatchObject({ id: "r", runId: "r", label: "tuned" });
  expect(line?.segments.map((one) => one.attempt)).toEqual([1, 2]);
});

test("several metrics are told apart, one is not named twice", () => {
  const given = answer(curve("r"), curve("r", { key: "val/loss" }), curve("s"));
  const lines = unpackCurves(given, { keys: ["loss", "val/loss"], nameOf });
  expect(lines.map((line) => [line.id, line.label])).toEqual([
    ["r loss", "tuned, loss"],
    ["r val/loss", "tuned, val/loss"],
    ["s loss", "base, loss"],
  ]);
});
