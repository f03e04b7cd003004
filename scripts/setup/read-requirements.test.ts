import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pinsInstalled, readRequirements } from "./read-requirements.mjs";

test("reads the pins of a file and of those it includes", () => {
  const folder = mkdtempSync(join(tmpdir(), "assay-pins-"));
  writeFileSync(join(folder, "runtime.txt"), "torch==2.13.0\nrouge_score==0.1.2 ; python_version > '3'\n");
  writeFileSync(join(folder, "all.txt"), "-r runtime.txt\n# tools\nPyTest==9.2.0\n");
  expect(readRequirements(join(folder, "all.txt"))).toEqual(
    new Map([
      ["torch", "2.13.0"],
      ["rouge-score", "0.1.2"],
      ["pytest", "9.2.0"],
    ]),
  );
  rmSync(folder, { recursive: true });
});

test("a build suffix is the same version, a missing or other version is not", () => {
  const pins = new Map([["torch", "2.13.0"]]);
  expect(pinsInstalled(pins, [{ name: "Torch", version: "2.13.0+cpu" }])).toBe(true);
  expect(pinsInstalled(pins, [{ name: "torch", version: "2.13.1" }])).toBe(false);
  expect(pinsInstalled(pins, [])).toBe(false);
});
