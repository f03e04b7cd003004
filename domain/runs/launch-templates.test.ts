import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConfigFields, readFieldValue } from "./config-field";
import { launchTemplateSchema } from "./launch-template";
import { LAUNCH_TEMPLATES, templatesOf } from "./launch-templates";
import { stageSchema } from "./stage-schema";

const fieldsOf = (stage: string) =>
  readConfigFields(stageSchema.parse(JSON.parse(readFileSync(`runners/schemas/stages/${stage}.json`, "utf8"))).config);

test.each(LAUNCH_TEMPLATES)("every value of $name is one that its stage takes", (template) => {
  launchTemplateSchema.parse(template);
  const fields = new Map(fieldsOf(template.stage).map((field) => [field.key, field]));
  for (const { key, values } of template.settings) {
    const field = fields.get(key);
    expect(field, key).toBeDefined();
    for (const value of values) if (field) expect(readFieldValue(field, value), key).toEqual({ ok: true, value });
  }
  expect(new Set(template.settings.map(({ key }) => key)).size).toBe(template.settings.length);
});

test("the numbers are those of the recipes that are named", () => {
  const valuesOf = (name: string) =>
    Object.fromEntries(
      LAUNCH_TEMPLATES.find((template) => template.name === name)?.settings.map(({ key, values }) => [key, values]) ??
        [],
    );
  expect(valuesOf("stage-b")).toEqual({ learningRate: [5e-6], beta: [0.1], epochs: [2], batchSize: [4] });
  expect(valuesOf("factual-dpo")).toMatchObject({
    ...{ learningRate: [1.8e-6], loraRank: [32], loraAlpha: [64], loraDropout: [0.05], epochs: [3] },
    ...{ batchSize: [2], accumulation: [16], warmup: [0.25], maxTokens: [2048] },
    delta: [0, 2, 4, 6, 8, 10, 20, 30, 50, 100],
  });
  // AIXpert's pipeline logs every 20 steps, which is no validating.
  expect(valuesOf("factual-dpo")).not.toHaveProperty("validateEvery");
});

test("names are unique, and a stage lists its own", () => {
  expect(new Set(LAUNCH_TEMPLATES.map(({ name }) => name)).size).toBe(LAUNCH_TEMPLATES.length);
  expect(templatesOf("dpo").map(({ name }) => name)).toEqual(["stage-b", "original-dpo"]);
  expect(templatesOf("evaluate")).toEqual([]);
});
