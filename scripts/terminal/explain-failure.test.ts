import { mkdirSync } from "node:fs";
import { expect, test } from "vitest";
import { explainFailure, explainOutput } from "./explain-failure.mjs";
import { Refusal } from "./refusal.mjs";

test("a refusal is its sentence", () => {
  expect(explainFailure(new Refusal("Port 3000 is busy."))).toBe("Port 3000 is busy.");
});

test("a failure of the machine names the path and what to do", () => {
  let caught: unknown;
  try {
    mkdirSync("/dev/null/home", { recursive: true });
  } catch (error) {
    caught = error;
  }
  expect(explainFailure(caught)).toMatch(/^\/dev\/null\/home cannot be made.*ASSAY_HOME\.$/);
});

test("a full disk is found in the output of a program", () => {
  const lines = [
    "Collecting torch",
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
  ];
  expect(explainOutput(lines, "/data")).toMatch(/The disk that holds \/data is full/);
  expect(explainOutput(["fine"], "/data")).toBeNull();
});
