import { expect, test } from "vitest";
import { lineagePath, lineageSubjectSchema } from "./lineage-subject";

test("an address names a thing by its id, and of a study the number, each as it is read back", () => {
  expect(lineagePath({ of: "label", id: "a1" })).toBe("/lineage/label/a1");
  const path = lineagePath({ of: "study", id: "s 1", number: "rate-after", node: "compare", side: 0 });
  expect(path).toBe("/lineage/study/s%201?number=rate-after&node=compare&side=0");
  expect(lineageSubjectSchema.safeParse({ of: "study", id: "s", number: "made-up" }).success).toBe(false);
  expect(lineageSubjectSchema.safeParse({ of: "person", id: "s" }).success).toBe(false);
  expect(lineageSubjectSchema.safeParse({ of: "study", id: "s", side: Number("x") }).success).toBe(false);
});
