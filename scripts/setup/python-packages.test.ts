import { expect, test } from "vitest";
import { inCheckout } from "./checkout.mjs";
import { environmentPrints, requirementFiles } from "./python-packages.mjs";
import { readRequirements } from "./read-requirements.mjs";

test("what only tests need is added, and every requirement is a pin", () => {
  const bare = requirementFiles({ development: false });
  const all = requirementFiles({ development: true });
  expect(all).toEqual(expect.arrayContaining([...bare, "runners/requirements-dev.txt"]));
  for (const file of [...all, "runners/requirements-cuda.txt"])
    expect(readRequirements(inCheckout(file)).size, file).toBeGreaterThan(0);
});

test("each kind of requirement and the link to the checkout have a print of their own", () => {
  const prints = environmentPrints({ development: true });
  expect(Object.keys(prints)).toEqual(expect.arrayContaining(["runtime", "development", "own"]));
  expect(new Set(Object.values(prints)).size).toBe(Object.keys(prints).length);
});
