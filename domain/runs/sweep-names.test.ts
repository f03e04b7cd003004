import { expect, test } from "vitest";
import { expandSweep } from "./sweep";
import { distinguish, equalNames, nameSwept } from "./sweep-names";

const of = {
  ...{ stage: "fdpo", name: undefined, fallback: "Factual-DPO: gemma on pairs", short: "gemma2-9b" },
  ...{ severalModels: true, delta: 10 },
};
const names = (more: Partial<Parameters<typeof nameSwept>[0]>, vary: Record<string, unknown[]>, seeds: number[]) =>
  expandSweep({ vary, seeds }).map((swept) => nameSwept({ ...of, ...more }, swept));

test("a sweep over deltas is named as AIXpert's pipeline names it, seeds and other settings behind", () => {
  expect(names({}, { delta: [0, 2.5] }, [])).toEqual(["FactualDPO_gemma2-9b_delta0", "FactualDPO_gemma2-9b_delta2.5"]);
  expect(names({}, { delta: [2] }, [1, 2])).toEqual([
    "FactualDPO_gemma2-9b_delta2_seed1",
    "FactualDPO_gemma2-9b_delta2_seed2",
  ]);
  expect(names({}, { delta: [2, 4], beta: [0.1, 0.2] }, [])[3]).toBe("FactualDPO_gemma2-9b_delta4_beta0.2");
  expect(names({ name: "Trial" }, {}, [7])).toEqual(["Trial_gemma2-9b_delta10"]);
});

test("plain DPO over several models is AIXpert's original, other stages say it in words", () => {
  expect(names({ stage: "dpo" }, {}, [])).toEqual(["gemma2-9b_OriginalDPO"]);
  expect(names({ stage: "dpo", severalModels: false }, { beta: [0.1, 0.2] }, [])[0]).toBe(
    "Factual-DPO: gemma on pairs: beta 0.1",
  );
  expect(names({ stage: "sft", name: "tune" }, { loraRank: [8, 16] }, [1, 2])[3]).toBe(
    "tune: gemma2-9b, loraRank 16, seed 2",
  );
});

test("a long name loses its beginning, never what tells it apart", () => {
  const long = names({ stage: "sft", name: "x".repeat(200), short: null }, { loraRank: [8, 16] }, []);
  expect(long.every((name) => name.length === 120)).toBe(true);
  expect(equalNames(long)).toEqual([]);
  expect(equalNames(["a", "b", "a", "a"])).toEqual(["a"]);
});

test("a name that is taken gets a number that is not", () => {
  expect(distinguish("a", new Set(["b"]))).toBe("a");
  expect(distinguish("a", new Set(["a", "a #2"]))).toBe("a #3");
});
