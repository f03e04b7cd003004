import { expect, test } from "vitest";
import { groupKeys } from "./group-keys";

test("training leads, the machine comes last, and a search narrows", () => {
  const keys = ["system/cpu_percent", "validation/loss", "loss", "train/loss", "train/grad_norm"];
  expect(groupKeys(keys, "")).toEqual([
    { prefix: "train", keys: ["train/grad_norm", "train/loss"] },
    { prefix: "validation", keys: ["validation/loss"] },
    { prefix: "", keys: ["loss"] },
    { prefix: "system", keys: ["system/cpu_percent"] },
  ]);
  expect(groupKeys(keys, " LOSS ").map((group) => group.keys)).toEqual([["train/loss"], ["validation/loss"], ["loss"]]);
});
