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

test("numbers count as numbers", () => {
  expect(groupKeys(["layer_10/norm", "layer_9/norm"], "").map((group) => group.prefix)).toEqual([
    "layer_9",
    "layer_10",
  ]);
});

test("a thousand layers stand under one heading, and so does what has no other of its kind", () => {
  const layers = Array.from({ length: 1_000 }, (_, index) => `layer_${index}/norm`);
  expect(groupKeys([...layers, "train/loss"], "").map(({ prefix, keys }) => [prefix, keys.length])).toEqual([
    ["train", 1],
    ["layer_*", 1_000],
  ]);
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const many = [...letters.map((letter) => `${letter}/x`), "a/y", "loss"];
  expect(groupKeys(many, "").map(({ prefix, keys }) => [prefix, keys.length])).toEqual([
    ["", 26],
    ["a", 2],
  ]);
});
