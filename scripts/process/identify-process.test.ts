import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { endProcess } from "./end-process.mjs";
import { identifyProcess, isStillRunning } from "./identify-process.mjs";

test("a process is told from another that has the same number later", async () => {
  const child = spawn("sleep", ["60"]);
  const pid = child.pid ?? 0;
  const identity = identifyProcess(pid);
  expect(isStillRunning({ pid, identity })).toBe(true);
  expect(isStillRunning({ pid, identity: identifyProcess(process.pid) })).toBe(false);
  await endProcess(pid);
  expect(isStillRunning({ pid, identity })).toBe(false);
  expect(identifyProcess(pid)).toBeNull();
});
