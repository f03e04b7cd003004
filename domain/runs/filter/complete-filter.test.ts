import { expect, test } from "vitest";
import { completeFilter, quoteWord } from "./complete-filter";

const KEYS = { config: ["learningRate", "lora.rank", "a b"], metrics: ["train/loss", "validation/loss", "eval loss"] };
const at = (source: string) => completeFilter(source.replace("|", ""), source.indexOf("|"), KEYS);
const words = (source: string) => at(source).options.map(({ insert }) => insert);

test.each([
  ["sta|", ["state", "stage", "started"]],
  ["loss|", ["metric.train/loss", "metric.validation/loss", 'metric."eval loss"']],
  ["rank|", ["config.lora.rank"]],
  ["state = |", ["waiting", "queued", "starting", "running", "cancelling", "finished", "failed", "cancelled", "lost"]],
  ["state = fin|", ["finished"]],
  ["state in (failed, lo|", ["lost"]],
  ["duration |", ["=", "<", ">", "!=", "is missing"]],
  ["stage |", ["=", "!=", "~", "in (", "is missing"]],
  ["stage = sft |", ["and", "or"]],
  ["stage = sft and arch|", ["archived"]],
  ["lerningRate < 3|", []],
])("at %s stand %j", (source, expected) => expect(words(source)).toEqual(expected));

test("values that only the server knows are asked of their field", () => {
  expect(at("tag: ra|")).toMatchObject({ valuesOf: "tag", typed: "ra", from: 5, to: 7 });
  expect(at("config.lora.rank = |")).toMatchObject({ valuesOf: "config.lora.rank" });
  expect(at("learningRate in (1, |")).toMatchObject({ valuesOf: "config.learningRate" });
  expect(at("train/loss < |")).toMatchObject({ valuesOf: null, options: [] });
});

test("the whole word under the caret is replaced", () => {
  expect(at("stage = sft and lo|ra.rank = 3")).toMatchObject({ from: 16, to: 25 });
});

test("one of 2,000 keys is found by a piece of its name", () => {
  const metrics = Array.from({ length: 2_000 }, (_, index) => `layer/${index}/attention/entropy`);
  const { options } = completeFilter("1999", 4, { config: [], metrics });
  expect(options.map(({ insert }) => insert)).toEqual(["metric.layer/1999/attention/entropy"]);
});

test("a word is quoted where the language would read it otherwise", () => {
  expect([quoteWord("sft"), quoteWord("a b"), quoteWord("train/loss:min")]).toEqual([
    "sft",
    '"a b"',
    '"train/loss:min"',
  ]);
});
