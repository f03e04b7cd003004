import { expect, test } from "vitest";
import { LONGEST_SLUG, PROJECT_SLUG, slugOf } from "./project-slug";

test.each([
  ["Clinical notes, Zürich", "clinical-notes-zurich"],
  ["  --A--  ", "a"],
  ["x".repeat(60), "x".repeat(LONGEST_SLUG)],
  [`${"x".repeat(LONGEST_SLUG - 1)} y`, "x".repeat(LONGEST_SLUG - 1)],
])("%s becomes %s, which an address may hold", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
  expect(slug).toMatch(PROJECT_SLUG);
});

test("a name without a single letter or digit becomes nothing, and is asked for", () => {
  expect(slugOf("日本")).toBe("");
  expect("").not.toMatch(PROJECT_SLUG);
});
