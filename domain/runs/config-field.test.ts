import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type ConfigField, describeBounds, readConfigFields, readFieldValue } from "./config-field";
import { stageSchema } from "./stage-schema";

function fields(stage: string): Map<string, ConfigField> {
  const schema = stageSchema.parse(JSON.parse(readFileSync(`runners/schemas/stages/${stage}.json`, "utf8")));
  return new Map(readConfigFields(schema.config).map((field) => [field.key, field]));
}
function field(stage: string, key: string): ConfigField {
  const found = fields(stage).get(key);
  if (!found) throw new Error(`${stage} has no ${key}`);
  return found;
}

test("the kinds of fields follow the schema that the runner wrote", () => {
  const sft = fields("sft");
  expect(sft.get("method")).toMatchObject({ kind: "choice", choices: ["lora", "qlora", "full"], group: "Method" });
  expect(sft.get("steps")).toMatchObject({ kind: "integer", optional: true, unit: "steps" });
  expect(sft.get("gradientCheckpointing")).toMatchObject({ kind: "boolean", advanced: true });
  expect(sft.get("prompt")).toMatchObject({ kind: "text", lines: true });
  expect(fields("evaluate").get("metrics")).toMatchObject({ kind: "choices" });
});

test.each([
  ["sft", "batchSize", "8", { ok: true, value: 8 }],
  ["sft", "learningRate", "5e-4", { ok: true, value: 5e-4 }],
  ["sft", "steps", "", { ok: true, value: null }],
  ["sft", "batchSize", "", { ok: false, problem: "Type a number, such as 4 or 5e-4." }],
  ["sft", "batchSize", "2.5", { ok: false, problem: "Type a whole number." }],
  ["sft", "batchSize", "0", { ok: false, problem: "It takes 1 to 1,024." }],
  ["sft", "learningRate", "0", { ok: false, problem: "It takes above 0, up to 1." }],
  ["sft", "method", "dora", { ok: false, problem: "Choose one of lora, qlora, full." }],
  ["evaluate", "metrics", [], { ok: false, problem: "Choose at least one." }],
  ["command", "arguments", ["python", "train.py", ""], { ok: true, value: ["python", "train.py"] }],
  ["command", "arguments", [], { ok: false, problem: "This cannot be empty." }],
  ["command", "environment", "A=1\nB=x=y", { ok: true, value: { A: "1", B: "x=y" } }],
  ["command", "environment", "A", { ok: false, problem: "Write one NAME=value a line." }],
  ["sft", "prompt", "  ", { ok: false, problem: "This cannot be empty." }],
])("%s %s takes %j", (stage, key, given, reading) => {
  expect(readFieldValue(field(stage, key), given)).toEqual(reading);
});

test("bounds are said in words", () => {
  expect(describeBounds(field("sft", "maxGradientNorm"))).toBe("at least 0");
  expect(describeBounds(field("sft", "method"))).toBeNull();
});
