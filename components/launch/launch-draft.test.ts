import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConfigFields } from "@/domain/runs/config-field";
import { stageSchema } from "@/domain/runs/stage-schema";
import { draftFromRun, emptyDraft, isDefault, type LaunchDraft, readDraft, sweepRequestOf } from "./launch-draft";
import { readLaunchYaml, writeLaunchYaml } from "./launch-yaml";

const schema = stageSchema.parse(JSON.parse(readFileSync("runners/schemas/stages/sft.json", "utf8")));
const fields = readConfigFields(schema.config);
const inputs = { model: { modelId: "m1" }, dataset: { datasetVersionId: "d1" } };
const draft = (more: Partial<LaunchDraft>): LaunchDraft => ({ ...emptyDraft("sft"), inputs, ...more });

test("an empty draft says which inputs it lacks and sends no settings", () => {
  const { problems, request } = readDraft(emptyDraft("sft"), schema, fields);
  expect([...problems.keys()]).toEqual(["inputs.model", "inputs.dataset"]);
  expect(request.config).toEqual({});
});

test("only what differs from the default is sent", () => {
  const { problems, request } = readDraft(
    draft({ config: { batchSize: "4", learningRate: "1e-4" }, seed: "7" }),
    schema,
    fields,
  );
  expect(problems.size).toBe(0);
  expect(request).toMatchObject({ config: { learningRate: 1e-4 }, seed: 7, inputs });
});

test("a setting that cannot be read is a problem of its field", () => {
  const { problems } = readDraft(draft({ config: { batchSize: "many", colour: "red" }, seed: "x" }), schema, fields);
  expect([...problems.keys()]).toEqual(["config.batchSize", "config.colour", "seed"]);
});

test("a clone repeats the run, with the fix that its address carries", () => {
  const run = { id: "r1", name: "sft r16", stage: "sft", seed: 3, givenConfig: { batchSize: 16 }, inputs: [] };
  const clone = draftFromRun(run, { batchSize: "8" });
  expect(readDraft({ ...clone, inputs }, schema, fields).request).toMatchObject({
    config: { batchSize: 8 },
    seed: 3,
    clonedFromRunId: "r1",
  });
  const batchSize = fields.find(({ key }) => key === "batchSize");
  expect(batchSize && isDefault(batchSize, clone)).toBe(false);
});

test("a run whose seed was drawn can be cloned and launched again", () => {
  const run = { id: "r1", name: "sft", stage: "sft", seed: 2_147_483_646, givenConfig: {}, inputs: [] };
  const { problems, request } = readDraft({ ...draftFromRun(run, {}), inputs }, schema, fields);
  expect([...problems]).toEqual([]);
  expect(request.seed).toBe(2_147_483_646);
  for (const seed of ["2147483648", "99999999999", "1, 2147483648", "-1"]) {
    expect(readDraft(draft({ seed }), schema, fields).problems.get("seed")).toContain("2,147,483,647");
  }
});

test("YAML goes there and back", () => {
  const given = draft({ name: "one", seed: "5", config: { batchSize: 8 } });
  const reading = readLaunchYaml(writeLaunchYaml(given, given.config));
  expect(reading).toEqual({ ok: true, draft: given });
});

test.each(["stage: [", "name: only", "stage: sft\nsteps: 3"])("%j is answered with a sentence", (text) => {
  const reading = readLaunchYaml(text);
  expect(reading.ok ? "" : reading.problem).not.toBe("");
});

test("several numbers in a field, or several seeds, are a sweep over every combination", () => {
  const reading = readDraft(
    draft({ config: { learningRate: "1e-4, 2e-4", batchSize: "8" }, seed: "1 2 3" }),
    schema,
    fields,
  );
  expect(reading.problems.size).toBe(0);
  expect(reading.runs).toBe(6);
  expect(reading.sweep).toEqual({ vary: { learningRate: [1e-4, 2e-4] }, seeds: [1, 2, 3], models: [] });
  expect(reading.request).toMatchObject({ config: { learningRate: 1e-4, batchSize: 8 }, seed: 1 });
});

test("a value that does not fit, or stands twice, is named before anything is sent", () => {
  const problem = (config: Record<string, unknown>) =>
    readDraft(draft({ config }), schema, fields).problems.get("config.learningRate");
  expect(problem({ learningRate: "1e-4, fast" })).toContain("fast");
  expect(problem({ learningRate: "1e-4, 0.0001" })).toBe("A value stands twice.");
});

test("several models take turns, each under its short name, and none twice", () => {
  const several = draft({ moreModels: [{ modelId: "m2" }, { fromRunId: "r3" }], shorts: { m2: " two " }, seed: "1,2" });
  const reading = readDraft(several, schema, fields);
  expect(reading.runs).toBe(6);
  expect(sweepRequestOf(reading)).toMatchObject({
    ...{ config: {}, seeds: [1, 2], inputs },
    models: [{ modelId: "m1" }, { modelId: "m2", short: "two" }, { fromRunId: "r3" }],
  });
  expect(
    readDraft(draft({ moreModels: [{ modelId: "m1" }] }), schema, fields).problems.get("inputs.model-2"),
  ).toContain("twice");
  expect(readLaunchYaml(writeLaunchYaml(several, {}))).toEqual({ ok: true, draft: several });
});

test("one model sends its short name only where one was typed", () => {
  expect(readDraft(draft({}), schema, fields).sweep.models).toEqual([]);
  expect(readDraft(draft({ shorts: { m1: "one" } }), schema, fields).sweep.models).toEqual([
    { modelId: "m1", short: "one" },
  ]);
});
