import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { stageSchema } from "@/domain/runs/stage-schema";
import { EMPTY_LOOP } from "./loop-draft";
import { fieldsOfStages, readStageConfigs } from "./stage-configs";

const stages = ["sft", "generate", "rewrite", "dpo", "fdpo"].map((stage) =>
  stageSchema.parse(JSON.parse(readFileSync(`runners/schemas/stages/${stage}.json`, "utf8"))),
);
const fields = fieldsOfStages(stages, "fdpo");

test("each stage has its fields, without what the study says itself", () => {
  expect(fields.generate.map(({ key }) => key)).toContain("prompt");
  expect(fields.generate.map(({ key }) => key)).not.toContain("split");
  expect(fields.training.map(({ key }) => key)).toContain("beta");
  expect(fields.training.map(({ key }) => key)).not.toContain("delta");
  expect(fields.training.find(({ key }) => key === "maxTokens")?.default).toBe(1_024);
  expect(fieldsOfStages(stages, "dpo").training.map(({ key }) => key)).toContain("labelSmoothing");
});

test("what was typed is read, and what cannot be is a problem of its field", () => {
  const typed = { ...EMPTY_LOOP.configs, sft: { steps: "12" }, training: { learningRate: "fast", of_old: 1 } };
  const { configs, problems } = readStageConfigs(typed, fields);
  expect(configs.sft).toEqual({ steps: 12 });
  expect(configs.training.of_old).toBe(1);
  expect([...problems.keys()]).toEqual(["training.learningRate"]);
});
