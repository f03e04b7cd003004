import { describe, expect, test } from "vitest";
import { allowAction, allowedActions, mayChange, RUN_RULES, RUN_STATES } from "./run-rules";

describe("run rules", () => {
  test("a settled state is never live", () => {
    for (const state of RUN_STATES) expect(RUN_RULES[state].live && RUN_RULES[state].settled).toBe(false);
  });

  test("a finished run changes no more", () => {
    for (const state of RUN_STATES) expect(mayChange("finished", state)).toBe(false);
  });

  test("a late finish settles a lost run", () => {
    expect(mayChange("lost", "finished")).toBe(true);
  });

  test("resume needs a checkpoint and says so", () => {
    const run = { state: "failed", hasCheckpoint: false, archived: false } as const;
    expect(allowAction(run, "resume")).toEqual({
      allowed: false,
      reason: "There is no checkpoint to resume from; retry starts from the beginning.",
    });
    expect(allowAction({ ...run, hasCheckpoint: true }, "resume")).toEqual({ allowed: true });
  });

  test("what Assay did not start it does not start again", () => {
    const run = { state: "failed", hasCheckpoint: true, archived: false } as const;
    for (const executor of ["client", "imported"]) {
      expect(allowedActions({ ...run, executor })).toEqual(["clone", "archive"]);
    }
    expect(allowedActions({ ...run, executor: "local" })).toContain("retry");
  });

  test("archive and restore exclude each other", () => {
    expect(allowedActions({ state: "finished", hasCheckpoint: false, archived: false })).toEqual(["clone", "archive"]);
    expect(allowedActions({ state: "finished", hasCheckpoint: false, archived: true })).toEqual(["clone", "restore"]);
  });
});
