import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { commandLine } from "./command-line.mjs";

const folder = mkdtempSync(join(tmpdir(), "assay-command-line-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the command line starts wherever the person stands, with the path that they had", () => {
  const { PATH } = process.env;
  const { command, args, env } = commandLine(["runs", "--help"], { NODE_ENV: "test", PATH, PYTHONPATH: "/their/own" });
  expect(env.PYTHONPATH?.endsWith(":/their/own")).toBe(true);
  const { status, stdout } = spawnSync(command, args, { cwd: folder, env, encoding: "utf8" });
  expect([status, stdout]).toEqual([0, expect.stringContaining("runs launch")]);
});

test("exit codes are those of the command", () => {
  const { command, args, env } = commandLine(["frobnicate"], { ...process.env, ASSAY_HOME: folder });
  const { status, stderr } = spawnSync(command, args, { cwd: folder, env, encoding: "utf8" });
  expect([status, stderr]).toEqual([2, expect.stringContaining("unknown command 'frobnicate'")]);
});
