import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { UsageError } from "./outcome";
import { readConfig, readInputs } from "./read-settings";

const folder = await mkdtemp(join(tmpdir(), "assay-settings-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

test("single settings lie over those of the file, with the types of YAML", async () => {
  const file = join(folder, "config.yaml");
  await writeFile(file, "steps: 10\nmethod: full\n");
  const config = await readConfig(file, ["steps=20", "learningRate=5e-4", "system=null", "prompt=Note: {source}"]);
  expect(config).toEqual({
    ...{ steps: 20, method: "full", learningRate: 0.0005, system: null },
    prompt: "Note: {source}",
  });
});

test("a value that is text stays text, whatever it holds", async () => {
  expect(await readConfig(undefined, ["prompt=Summarise {source}", "a=b=c"])).toEqual({
    prompt: "Summarise {source}",
    a: "b=c",
  });
});

test("an input is what its stage takes, or what its prefix says", () => {
  const kinds = new Map([
    ["model", "model"],
    ["dataset", "dataset"],
  ] as const);
  expect(readInputs(["model=m1", "dataset=d1"], kinds)).toEqual({
    model: { modelId: "m1" },
    dataset: { datasetVersionId: "d1" },
  });
  expect(readInputs(["model=run:r1"], kinds)).toEqual({ model: { fromRunId: "r1" } });
  expect(() => readInputs(["model=file:x"], kinds)).toThrow(UsageError);
  expect(() => readInputs(["model"], kinds)).toThrow(UsageError);
});
