import { expect, test } from "vitest";
import { seal, unseal } from "./seal";

const place = { projectId: "p", name: "HF_TOKEN" };
const value = "hf_é 0123456789";

test("what was sealed opens in its place with its secret, and nowhere else", () => {
  const sealed = seal(value, place, "one");
  expect(unseal(sealed, place, "one")).toBe(value);
  expect(unseal(sealed, place, "another")).toBeNull();
  expect(unseal(sealed, { ...place, projectId: "q" }, "one")).toBeNull();
  expect(unseal(sealed, { ...place, name: "OTHER" }, "one")).toBeNull();
});

test("a changed or cut one does not open, and the same value never looks the same", () => {
  const sealed = seal(value, place, "one");
  expect(
    unseal(
      sealed.map((byte, at) => (at === 30 ? byte ^ 1 : byte)),
      place,
      "one",
    ),
  ).toBeNull();
  expect(unseal(sealed.subarray(0, 20), place, "one")).toBeNull();
  expect(Buffer.from(seal(value, place, "one")).equals(Buffer.from(sealed))).toBe(false);
  expect(Buffer.from(sealed).includes("hf_")).toBe(false);
});
