import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readGraceMilliseconds } from "./end-supervisors.mjs";

const home = mkdtempSync(join(tmpdir(), "assay-end-"));
afterAll(() => rmSync(home, { recursive: true }));

test("a supervisor is given longer than it gives its stage", () => {
  const folder = join(home, "runs", "r1", "1");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "launch.json"), JSON.stringify({ run: "r1", cancelGraceSeconds: 45 }));
  expect(readGraceMilliseconds(folder)).toBe(55_000);
});

test("one whose launch file is gone or cut short is given the usual time", () => {
  const folder = join(home, "runs", "r2", "1");
  expect(readGraceMilliseconds(folder)).toBe(40_000);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "launch.json"), '{"run": "r2", "canc');
  expect(readGraceMilliseconds(folder)).toBe(40_000);
});
