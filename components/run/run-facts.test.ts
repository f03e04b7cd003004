import { describe, expect, test } from "vitest";
import type { StageSchema } from "@/domain/runs/stage-schema";
import { configRows } from "./config-rows";
import { producesOf, readTab, tabsOf } from "./run-tabs";
import { findCulprit, launchAddress, suggestFix } from "./suggest-fix";

const SCHEMA: StageSchema = {
  stage: "sft",
  title: "Fine-tune",
  description: "",
  inputs: [],
  headlineSeries: ["train/loss"],
  produces: ["series", "adapter", "model", "checkpoints"],
  config: {
    properties: {
      batch_size: { title: "Batch size", default: 4, unit: "examples" },
      learning_rate: { title: "Learning rate", default: 0.0005 },
      precision: { title: "Precision", default: "auto" },
    },
  },
};

describe("tabs", () => {
  test("a stage shows only what it can produce", () => {
    expect(tabsOf(SCHEMA.produces)).toEqual(["overview", "charts", "logs", "artifacts", "lineage", "system"]);
    expect(tabsOf(["generations"])).toContain("generations");
    expect(tabsOf(null)).toContain("evaluation");
  });

  test("a program of somebody's own shows what it has logged, whatever stage it says that it is", () => {
    const own = { executor: "client", headline: { "train/loss": 1 } };
    expect(producesOf(own, { ...SCHEMA, produces: ["generations"] })).toEqual(["series"]);
    expect(producesOf({ ...own, headline: { "close@1": null } }, null)).toEqual(["series", "evaluation"]);
    expect(producesOf({ ...own, executor: "local" }, SCHEMA)).toBe(SCHEMA.produces);
    expect(producesOf({ ...own, executor: "imported" }, null)).toBeNull();
  });

  test("an address that names no tab is none", () => {
    expect(readTab(undefined)).toBe("overview");
    expect(readTab(["logs"])).toBe("logs");
    expect(readTab(["logs", "more"])).toBeNull();
    expect(readTab(["nonsense"])).toBeNull();
  });
});

describe("config", () => {
  test("changes lead, defaults follow, what the runner made of a value is shown", () => {
    const rows = configRows(
      { precision: "auto", batch_size: 8 },
      { batch_size: 8, learning_rate: 0.0005, precision: "bf16" },
      SCHEMA,
    );
    expect(rows.map((row) => [row.key, row.from, row.value, row.given, row.instead])).toEqual([
      ["batch_size", "given", "8", null, "4"],
      ["precision", "given", "bf16", "auto", "auto"],
      ["learning_rate", "default", "0.0005", null, null],
    ]);
  });

  test("before the start the defaults of the schema stand in", () => {
    expect(configRows({}, null, SCHEMA).map((row) => row.value)).toEqual(["4", "0.0005", "auto"]);
    expect(configRows({ script: "a.py" }, null, null)).toMatchObject([{ key: "script", from: "given" }]);
  });
});

describe("failure", () => {
  const failed = {
    id: "r1",
    givenConfig: {},
    resolvedConfig: { batch_size: 8 },
    failure: { fault: "memory", field: "batch_size" },
  } as const;

  test("want of memory suggests half", () => {
    expect(findCulprit(failed, SCHEMA)).toEqual({ field: "batch_size", title: "Batch size", value: "8" });
    const fix = suggestFix(failed, SCHEMA);
    expect(fix?.label).toBe("Re-run with batch size 4");
    expect(launchAddress("notes", "r1", fix)).toBe("/projects/notes/launch?from=r1&config.batch_size=4");
  });

  test("a batch of one cannot be halved, and other faults suggest nothing", () => {
    expect(suggestFix({ ...failed, resolvedConfig: { batch_size: 1 } }, SCHEMA)).toBeNull();
    expect(suggestFix({ ...failed, failure: { fault: "data", field: "batch_size" } }, SCHEMA)).toBeNull();
    expect(findCulprit({ ...failed, failure: null }, SCHEMA)).toBeNull();
  });
});
