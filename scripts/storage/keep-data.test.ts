import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { identifyProcess } from "../process/identify-process.mjs";
import { keepsData } from "./keep-data.mjs";

const root = mkdtempSync(join(tmpdir(), "assay-keep-data-"));
// The database server of a start under root is somebody else, who must get in.
chmodSync(root, 0o711);
afterAll(() => rmSync(root, { recursive: true }));

function assay(home: string, ...args: string[]) {
  const { DATABASE_URL: _, ...env } = process.env;
  const options = { env: { ...env, ASSAY_HOME: home }, encoding: "utf8" as const };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/assay.mjs", ...args], options);
  return { status, said: `${stdout}${stderr}` };
}

test("only what is to be done needs the data folder, not what explains it", () => {
  expect(
    [
      ["backup", "x"],
      ["restore", "x"],
      ["gc", "--dry-run"],
    ].map((words) => keepsData(words)),
  ).toEqual([true, true, true]);
  expect([["backup", "--help"], ["gc", "-h"], ["runs", "list"], []].map((words) => keepsData(words))).toEqual([
    false,
    false,
    false,
    false,
  ]);
  const { status, said } = assay(join(root, "none"), "backup", "--help");
  expect(status).toBe(0);
  expect(said).toContain("--without-checkpoints");
});

test("a folder without a database is not given one to be backed up", () => {
  const home = join(root, "empty");
  expect(assay(home, "backup", "x").said).toContain("There are no data in");
  mkdirSync(join(home, "objects"), { recursive: true });
  const { status, said } = assay(home, "gc");
  expect(status).not.toBe(0);
  expect(said).toContain("There is no database in");
  expect(readdirSync(home)).not.toContain("database-password");
});

test("nothing is restored under a start that goes on", () => {
  const home = join(root, "running");
  mkdirSync(home);
  const running = {
    pid: process.pid,
    identity: identifyProcess(process.pid),
    url: "http://127.0.0.1:3000",
    services: {},
  };
  writeFileSync(join(home, "launcher.json"), JSON.stringify(running));
  const { status, said } = assay(home, "restore", join(root, "none"));
  expect(status).not.toBe(0);
  expect(said).toContain("already runs on");
});
