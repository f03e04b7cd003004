import { expect, test } from "vitest";
import { describePipLine } from "./pip-progress.mjs";

test.each([
  [
    "  Downloading torch-2.13.0%2Bcpu-cp311-cp311-linux_x86_64.whl (190.1 MB)",
    "downloading torch-2.13.0%2Bcpu-cp311-cp311-linux_x86_64.whl, 190.1 MB",
  ],
  [
    "  Downloading https://host/packages/a/scipy-1.17.1-cp311.whl.metadata (62 kB)",
    "downloading scipy-1.17.1-cp311.whl, 62 kB",
  ],
  ["Processing /wheels/torch-2.13.0-cp311.whl", "taking torch-2.13.0-cp311.whl from disk"],
  ["Collecting numpy>=1.17", "looking for numpy"],
  ["Installing collected packages: a, b, c", "installing 3 packages"],
  ["Requirement already satisfied: pip", null],
])("%s", (line, said) => {
  expect(describePipLine(line)).toBe(said);
});
