import { expect, test } from "vitest";
import { stageNamed } from "../stages/stage-schemas";
import { chooseDevices, countDevices, holdDevices } from "./choose-devices";

const program = (gpus?: number) => ({ schema: stageNamed("command"), config: gpus === undefined ? {} : { gpus } });
const training = { schema: stageNamed("sft"), config: {} };
const slots = [
  { device: "cpu", capacity: 1 },
  ...["cuda:0", "cuda:1", "cuda:2"].map((device) => ({ device, capacity: 1 })),
];
const busy = (...devices: string[]) => new Map(devices.map((device) => [device, 1]));

test("a program gets as many devices as its config says, and one where it says nothing", () => {
  expect(countDevices(program())).toBe(1);
  expect(chooseDevices(program(2), slots, busy("cuda:0"))).toEqual(["cuda:1", "cuda:2"]);
  expect(chooseDevices(program(2), slots, busy("cuda:0", "cuda:1"))).toBeNull();
  expect(chooseDevices(program(4), slots, busy())).toBeNull();
});

test("no GPUs asked for, or none there, means the CPU", () => {
  expect(chooseDevices(program(0), slots, busy())).toEqual(["cpu"]);
  expect(chooseDevices(program(8), [{ device: "cpu", capacity: 1 }], busy())).toEqual(["cpu"]);
  expect(chooseDevices({ schema: stageNamed("evaluate"), config: {} }, slots, busy())).toEqual(["cpu"]);
});

test("a run that waits for several devices holds back those that come free first", () => {
  const held = holdDevices(program(2), slots, busy("cuda:0", "cuda:1"));
  expect(chooseDevices(training, slots, held)).toBeNull();
  expect(chooseDevices({ schema: stageNamed("evaluate"), config: {} }, slots, held)).toEqual(["cpu"]);
});

test("a run that can never fit, or needs one device only, holds back nothing", () => {
  expect(chooseDevices(training, slots, holdDevices(program(4), slots, busy()))).toEqual(["cuda:0"]);
  expect(holdDevices(training, slots, busy("cuda:0"))).toEqual(busy("cuda:0"));
});
