import { expect, test } from "vitest";
import { splitSweptNames } from "./split-swept-names";

const split = (...names: [name: string, model: string][]) =>
  splitSweptNames(names.map(([name, model]) => ({ name, model })))?.map(({ prefix, short }) => [prefix, short]);

test("a short name may hold what separates the parts, and models of one sweep share a prefix", () => {
  expect(split(["FactualDPO_llama_3_delta0", "meta/Llama-3"])).toEqual([["FactualDPO", "llama_3"]]);
  expect(split(["FactualDPO_llama_3_delta0", "m"], ["FactualDPO_gemma_delta0", "n"])).toEqual([
    ["FactualDPO", "llama_3"],
    ["FactualDPO", "gemma"],
  ]);
  expect(split(["Trial_a_llama_3_delta2.5 #2", "m"], ["Trial_a_gemma_delta2.5", "n"])).toEqual([
    ["Trial_a", "llama_3"],
    ["Trial_a", "gemma"],
  ]);
});

test("the model's own short name says where the prefix ends", () => {
  expect(split(["FactualDPO_trial_gemma2-9b_delta0", "google/gemma-2-9b-it"])).toEqual([
    ["FactualDPO_trial", "gemma2-9b"],
  ]);
  expect(split(["My_trial_other_delta0", "gemma"])).toEqual([["My_trial", "other"]]);
});

test("names that are no sweep's, or have no prefix in common, are not split", () => {
  expect(split(["Renamed", "m"])).toBeUndefined();
  expect(split(["gemma_delta1", "m"])).toBeUndefined();
  expect(split(["One_a_delta1", "m"], ["Two_b_delta1", "n"])).toBeUndefined();
  expect(split(["FactualDPO_a_delta1", "m"], ["Renamed", "n"])).toBeUndefined();
});
