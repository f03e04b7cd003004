import { expect, test } from "vitest";
import { installedAsLocked } from "./ensure-node-modules.mjs";

const locked = {
  "": {},
  "node_modules/a": { version: "1.0.0" },
  "node_modules/b": { version: "2.0.0", optional: true },
};

test("packages for other platforms may be missing", () => {
  expect(installedAsLocked(locked, { "node_modules/a": { version: "1.0.0" } })).toBe(true);
});

test("a missing package or another version is not what the lock file asks for", () => {
  expect(installedAsLocked(locked, {})).toBe(false);
  expect(installedAsLocked(locked, { "node_modules/a": { version: "1.0.1" } })).toBe(false);
  expect(
    installedAsLocked(locked, { "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "1.0.0" } }),
  ).toBe(false);
});
