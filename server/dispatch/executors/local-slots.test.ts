import { expect, test } from "vitest";
import { parseSlots } from "./local-slots";

test("slots as ASSAY_SLOTS writes them", () => {
  expect(parseSlots("cpu=2, cuda:0=1,cuda:1=0")).toEqual([
    { device: "cpu", capacity: 2 },
    { device: "cuda:0", capacity: 1 },
    { device: "cuda:1", capacity: 0 },
  ]);
  expect(() => parseSlots("gpu=1")).toThrow('"gpu=1" is not of the form');
});
