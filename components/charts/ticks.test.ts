import { expect, test } from "vitest";
import { describeKey } from "./describe-key";
import { durationTicks, linearTicks, logTicks, padRange, plainTickFormat, shortenTick, valueTicks } from "./ticks";

test("linear ticks are round numbers inside the range", () => {
  expect(linearTicks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(linearTicks([0.13, 0.47], 3)).toEqual([0.2, 0.4]);
  expect(linearTicks([3, 3], 5)).toEqual([3]);
});

test("log ticks are decades, with steps between when there are few", () => {
  expect(logTicks([0.001, 1000], 6)).toEqual([0.001, 0.01, 0.1, 1, 10, 100, 1000]);
  expect(logTicks([1, 10], 5)).toEqual([1, 2, 5, 10]);
  expect(logTicks([0, 10], 5)).toEqual([]);
});

test("time has the steps of a clock", () => {
  expect(durationTicks([0, 200], 5)).toEqual([0, 60, 120, 180]);
});

test("a flat line gets air and zero stays the floor", () => {
  expect(padRange([2, 2], "linear")).toEqual([1.8, 2.2]);
  expect(padRange([0, 0], "linear")).toEqual([-1, 1]);
  expect(padRange([0.01, 1], "linear")[0]).toBe(0);
});

test("units come from names", () => {
  expect(describeKey("system/gpu_memory_bytes")).toMatchObject({ prefix: "system", name: "gpu memory" });
  expect(describeKey("system/memory_bytes").format(1024 * 1024)).toBe("1\u00a0MiB");
  expect(describeKey("train/tokens_per_second")).toMatchObject({ unit: "tokens/s" });
  expect(describeKey("loss")).toMatchObject({ prefix: "", name: "loss", unit: null });
});

test("ticks are written as short as they can be told apart", () => {
  expect([0, 0.5, 1].map(plainTickFormat([0, 0.5, 1]) ?? String)).toEqual(["0.0", "0.5", "1.0"]);
  expect([0, 0.0004].map(plainTickFormat([0, 0.0004]) ?? String)).toEqual(["0", "4e-4"]);
  expect(plainTickFormat([0, 5000])).toBeNull();
  expect(shortenTick("1\u00a0m 0\u00a0s")).toBe("1\u00a0m");
  expect(shortenTick("1\u00a0m 30\u00a0s")).toBe("1\u00a0m 30\u00a0s");
});

test("bytes step by their binary units", () => {
  const gibibyte = 1024 ** 3;
  expect(valueTicks([0, 2.1 * gibibyte], "linear", 2, true)).toEqual([0, 2 * gibibyte]);
});
