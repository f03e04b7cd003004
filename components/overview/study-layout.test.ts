import { expect, test } from "vitest";
import { layColumns } from "./study-layout";

const edge = (runId: string, fromRunId: string) => ({ runId, input: "model", fromRunId, modelId: null });

test("a run stands after the last of those it reads", () => {
  const edges = [
    edge("sft", "import"),
    edge("base", "import"),
    edge("tuned", "sft"),
    edge("score", "tuned"),
    edge("score", "base"),
  ];
  expect(layColumns(["import", "sft", "base", "tuned", "score"], edges)).toEqual([
    ["import"],
    ["sft", "base"],
    ["tuned"],
    ["score"],
  ]);
});

test("edges out of the study and cycles do not hang it", () => {
  expect(layColumns(["a"], [edge("a", "elsewhere")])).toEqual([["a"]]);
  expect(
    layColumns(["a", "b"], [edge("a", "b"), edge("b", "a")])
      .flat()
      .sort(),
  ).toEqual(["a", "b"]);
});
