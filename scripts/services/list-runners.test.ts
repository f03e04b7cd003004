import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { endProcess } from "../process/end-process.mjs";
import { listRunners } from "./list-runners.mjs";

test("finds the runs of this home and of no other", async () => {
  const wait = "setTimeout(() => {}, 60000)";
  const child = spawn(process.execPath, ["-e", wait, "--", "supervise", "/data/assay/runs/r1/1"]);
  await new Promise((resolve) => child.once("spawn", resolve));
  expect(listRunners("/data/assay", "supervise")).toEqual([child.pid]);
  expect(listRunners("/data/assay", "stage")).toEqual([]);
  expect(listRunners("/data", "supervise")).toEqual([]);
  expect(listRunners("/data/as", "supervise")).toEqual([]);
  await endProcess(child.pid ?? 0);
});
