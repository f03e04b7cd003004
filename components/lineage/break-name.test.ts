import { expect, test } from "vitest";
import { breakName } from "./break-name";

const BOX = { characters: 12, lines: 2 };

test("names break at words, long words anywhere, and what is left over is told by an ellipsis", () => {
  expect(breakName("pairs v1", BOX)).toEqual(["pairs v1"]);
  expect(breakName("notes to learn from", BOX)).toEqual(["notes to", "learn from"]);
  expect(breakName("notes to learn from, sample 2", BOX)).toEqual(["notes to", "learn from,…"]);
  expect(breakName("FactualDPO_SmolLM2-135M", BOX)).toEqual(["FactualDPO_S", "molLM2-135M"]);
  expect(breakName("  ", BOX)).toEqual([]);
});
