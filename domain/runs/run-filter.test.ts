import { expect, test } from "vitest";
import type { FilterNode } from "./filter/filter-tree";
import { type RunKeys, resolveFields } from "./filter/resolve-fields";
import { writeField } from "./run-fields";
import { readRunFilter } from "./run-filter";

const KEYS: RunKeys = {
  config: ["learningRate", "lora.rank", "lora.alpha", "optimizer.name", "loss"],
  metrics: ["train/loss", "validation/loss", "train/grad_norm", "accuracy", "eval loss", "a:b"],
};

/** A tree in one line: (and a=1 (not b~x)). */
function write<Mention>(node: FilterNode<Mention>, name: (mention: Mention) => string): string {
  switch (node.kind) {
    case "all":
    case "any":
      return `(${node.kind === "all" ? "and" : "or"}${node.nodes.map((each) => ` ${write(each, name)}`).join("")})`;
    case "not":
      return `(not ${write(node.node, name)})`;
    case "text":
      return `"${node.text}"`;
    case "archived":
      return "archived";
    case "missing":
      return `${name(node.mention)} missing`;
    case "exactly":
      return `${name(node.mention)}={${node.values.map(({ text }) => text).join("|")}}`;
    case "compare":
      return `${name(node.mention)}${node.operator}${node.values.map(({ text }) => text).join("|")}`;
  }
}

function read(source: string): string {
  const reading = readRunFilter(source);
  if (!reading.ok) throw new Error(reading.problem.sentence);
  const resolved = resolveFields(reading.node, KEYS);
  if (!resolved.ok) throw new Error(resolved.problem.sentence);
  return write(resolved.node, writeField);
}

function problem(source: string) {
  const reading = readRunFilter(source);
  if (!reading.ok) return reading.problem;
  const resolved = resolveFields(reading.node, KEYS);
  return resolved.ok ? null : resolved.problem;
}

test.each([
  ["", "(and)"],
  ["stage = sft", "stage=sft"],
  [
    'stage = sft and state in (running, queued) and not archived "seed 3" tag: delta-sweep',
    '(and stage=sft state=running|queued (not archived) "seed 3" tag=delta-sweep)',
  ],
  ["stage != sft", "(not stage=sft)"],
  ["not stage != sft", "(not (not stage=sft))"],
  ["a or b c", '(or "a" (and "b" "c"))'],
  ["(a or b) and c", '(and (or "a" "b") "c")'],
  ["in house", '(and "in" "house")'],
  ["not (stage = sft or tag ~ keep)", "(not (or stage=sft tag~keep))"],
  ["state not in (failed, lost)", "(not state=failed|lost)"],
  ["accuracy > .5", "metric.accuracy>.5"],
  ["grad_norm<=1e-3", "metric.train/grad_norm<=1e-3"],
  ["train/loss:min < 0.6", "metric.train/loss:min<0.6"],
  ["metric.train/loss:min is missing", "metric.train/loss:min missing"],
  ['metric."eval loss" is not missing', "(not metric.eval loss missing)"],
  ['"eval loss" < 2', "metric.eval loss<2"],
  ['metric."a:b" >= 1', "metric.a:b>=1"],
  ["rank = 8 and config.learningRate < 0.001", "(and config.lora.rank=8 config.learningRate<0.001)"],
  ["loss = 3", "config.loss=3"],
  ["optimizer.name in (adamw, lion)", "config.optimizer.name=adamw|lion"],
  ["created > 2026-03-01 duration < 2h", "(and created>2026-03-01 duration<2h)"],
  ["started > 2d", "started>2d"],
  ["replicates = abc", "replicates=abc"],
  ["tag:min", "tag=min"],
  ['tag is exactly ("a b", c) and is exactly', '(and tag={a b|c} "is" "exactly")'],
  ['started > "2026-03-01T10:00"', "started>2026-03-01T10:00"],
])("%s is read as %s", (source, tree) => expect(read(source)).toBe(tree));

test.each([
  ["stage =", 7, 7, "A value is missing after stage"],
  ["state = done", 8, 12, '"done" is not a state'],
  ["state in (running", 17, 17, "not closed"],
  ["seed = three", 7, 12, 'seed is a number, "three" is not'],
  ["stage = sft and", 15, 15, "missing after and"],
  ["stage = sft or", 14, 14, "missing after or"],
  ["and stage = sft", 0, 3, "missing before and"],
  ["not", 3, 3, "missing after not"],
  ["(stage = sft", 0, 1, "bracket is not closed"],
  ["stage = sft)", 11, 12, "nothing to close"],
  ['name = "half', 7, 12, "quotation mark is not closed"],
  ["accuracy < high", 11, 15, "is a number"],
  ["learningRate < fast", 15, 19, "compares numbers"],
  ["name < 3", 7, 8, "has no order"],
  ["duration > long", 11, 15, "90s, 20m or 2h"],
  ["created > yesterday", 10, 19, "neither"],
  ["created > 2026-13-45", 10, 20, "neither"],
  ["created > 2026-02-30", 10, 20, "neither"],
  ["created > 20260301d", 10, 19, "neither"],
  ["created > 9999-12-31", 10, 20, "neither"],
  ["created = 2d", 10, 12, "one moment"],
  ["created in (2026-03-01, 2d)", 24, 26, "one moment"],
  ["seed ~ abc", 7, 10, "seed is no text"],
  ["accuracy ~ 3", 11, 12, "metric.accuracy is no text"],
  ["seed is exactly (3)", 0, 4, "has one value"],
  ["tag is exactly a", 15, 16, "list in brackets"],
  ["lerningRate < 3", 0, 11, "config.learningRate"],
  ["config.lora.rnk = 3", 0, 15, "config.lora.rank"],
  ["metric.train/los < 3", 0, 16, "metric.train/loss"],
  ["stge = sft", 0, 4, "stage"],
  ["zzz = 3", 0, 3, "list of columns"],
  ["= 3", 0, 1, "before ="],
  ["rank is lost", 8, 12, "missing, not missing or exactly"],
])("%s is answered with the place and what is wrong there", (source, at, end, sentence) => {
  expect(problem(source)).toMatchObject({ at, end });
  expect(problem(source)?.sentence).toContain(sentence);
});

test("a name that could be two things is not guessed", () => {
  const ambiguous = resolveFields(
    { kind: "missing", mention: { at: 0, end: 4, field: null, name: "loss", summary: "min" } },
    KEYS,
  );
  expect(ambiguous.ok).toBe(false);
  if (!ambiguous.ok)
    expect(ambiguous.problem.suggestions).toEqual(["metric.train/loss:min", "metric.validation/loss:min"]);
});
