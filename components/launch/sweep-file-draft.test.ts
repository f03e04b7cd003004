import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConfigFields } from "@/domain/runs/config-field";
import { stageSchema } from "@/domain/runs/stage-schema";
import type { SweepFile } from "@/domain/runs/sweep-file-answer";
import { emptyDraft, readDraft, sweepRequestOf } from "./launch-draft";
import { draftFromFile } from "./sweep-file-draft";

const schema = stageSchema.parse(JSON.parse(readFileSync("runners/schemas/stages/fdpo.json", "utf8")));
const sweep: SweepFile["sweeps"][number] = {
  ...{ stage: "fdpo", name: "Trial", vary: { delta: [0, 2.5] }, seeds: [7] },
  config: { learningRate: 1e-7, quantisation: "nf4", batchSize: 2 },
};
const file: SweepFile = {
  models: [
    { id: "a/one", short: "one", modelId: "m1", name: "one" },
    { id: "b/gone", short: "gone", modelId: null, name: null },
    { id: "c/two", short: "two", modelId: "m2", name: "two" },
  ],
  ...{ sweeps: [sweep], leftOut: [], inherited: [], problems: [] },
};

test("a block of the file is a sweep over the models that are here, on the pairs that were chosen", () => {
  const before = { ...emptyDraft("dpo"), inputs: { dataset: { datasetVersionId: "v" }, model: { modelId: "other" } } };
  const reading = readDraft(draftFromFile(before, file, sweep), schema, readConfigFields(schema.config));
  expect([...reading.problems]).toEqual([]);
  expect(reading.runs).toBe(4);
  expect(sweepRequestOf(reading)).toMatchObject({
    ...{ stage: "fdpo", name: "Trial", seeds: [7], vary: { delta: [0, 2.5] } },
    config: { learningRate: 1e-7, quantisation: "nf4" },
    inputs: { dataset: { datasetVersionId: "v" } },
    models: [
      { modelId: "m1", short: "one" },
      { modelId: "m2", short: "two" },
    ],
  });
});
