import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConfigFields } from "@/domain/runs/config-field";
import { templatesOf } from "@/domain/runs/launch-templates";
import { stageSchema } from "@/domain/runs/stage-schema";
import { applyTemplate, undoTemplate } from "./apply-template";
import { emptyDraft, readDraft } from "./launch-draft";

const schema = stageSchema.parse(JSON.parse(readFileSync("runners/schemas/stages/fdpo.json", "utf8")));
const fields = readConfigFields(schema.config);
const [template] = templatesOf("fdpo");
if (!template) throw new Error("There is no template of fdpo.");
const inputs = { model: { modelId: "m" }, dataset: { datasetVersionId: "d" } };

test("a template fills in what is otherwise, tells it, and leaves the rest", () => {
  const typed = { ...emptyDraft("fdpo"), inputs, config: { learningRate: "1e-4", recordEvery: "5" } };
  const { draft, applied } = applyTemplate(typed, template, fields);
  expect(draft.config).toMatchObject({ learningRate: "1.8e-6", recordEvery: "5", quantisation: "nf4" });
  expect(applied.changes.find(({ key }) => key === "learningRate")).toMatchObject({ before: "1e-4", now: "1.8e-6" });
  expect(applied.changes.map(({ key }) => key)).not.toContain("loraRank");
  expect(applied.same + applied.changes.length).toBe(template.settings.length + 1);
  const reading = readDraft(draft, schema, fields);
  expect(reading.problems.size).toBe(0);
  expect(reading.sweep.vary.delta).toEqual([0, 2, 4, 6, 8, 10, 20, 30, 50, 100]);
  expect(reading.request.seed).toBe(3407);
});

test("undo brings back what stood there, but not over what was typed since", () => {
  const typed = { ...emptyDraft("fdpo"), seed: "7", config: { learningRate: "1e-4", epochs: "1" } };
  const { draft, applied } = applyTemplate(typed, template, fields);
  expect(undoTemplate(draft, applied)).toEqual(typed);
  const typedOn = { ...draft, config: { ...draft.config, epochs: "4" } };
  expect(undoTemplate(typedOn, applied)).toEqual({ ...typed, config: { ...typed.config, epochs: "4" } });
});

test("filled in twice, nothing is left to change", () => {
  const { draft } = applyTemplate(emptyDraft("fdpo"), template, fields);
  expect(applyTemplate(draft, template, fields).applied.changes).toEqual([]);
});
