import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { endProcess } from "../process/end-process.mjs";
import { countRuns, listRunners } from "./list-runners.mjs";

test("finds the runs of this home and of no other", async () => {
  const wait = "setTimeout(() => {}, 60000)";
  const child = spawn(process.execPath, ["-e", wait, "--", "supervise", "/data/assay/runs/r1/1"]);
  await new Promise((resolve) => child.once("spawn", resolve));
  expect(listRunners("/data/assay", "supervise")).toEqual([{ pid: child.pid, folder: "/data/assay/runs/r1/1" }]);
  expect(listRunners("/data/assay", "stage")).toEqual([]);
  expect(listRunners("/data", "supervise")).toEqual([]);
  expect(listRunners("/data/as", "supervise")).toEqual([]);
  expect(countRuns([{ folder: "a" }, { folder: "a" }, { folder: "b" }])).toBe(2);
  await endProcess(child.pid ?? 0);
});
