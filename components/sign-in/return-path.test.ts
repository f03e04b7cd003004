import { expect, test } from "vitest";
import { returnPath } from "./return-path";

test.each([
  ["/projects/notes/runs?sort=name", "/projects/notes/runs?sort=name"],
  [undefined, "/"],
  ["https://elsewhere.example/", "/"],
  ["//elsewhere.example/", "/"],
  ["/\\elsewhere.example/", "/"],
  ["javascript:alert(1)", "/"],
])("%s leads to %s", (wanted, path) => {
  expect(returnPath(wanted)).toBe(path);
});
