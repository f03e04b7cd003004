import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LogLevel } from "@/db/schema/logs";
import { addPerson } from "@/db/testing/evaluated-project";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Viewer } from "../context";
import { createCaller } from "../router";
import { appendLines } from "./append-lines";

const { db, sql, drop } = await createTestDatabase();
afterAll(drop);

const made = await addRunningAttempt(db, "logs");
const researcher = await addPerson(db, made.projectId, "researcher");
const caller = (viewer: Viewer | null) => createCaller({ db, sql, now: () => new Date(), viewer });
const read = (more: { after?: number; before?: number; limit?: number; query?: string; level?: LogLevel } = {}) =>
  caller(researcher).logs.read({ project: "logs", run: made.runId, ...more });

const level = (number: number): LogLevel => (number % 50 === 0 ? "error" : number % 10 === 0 ? "warning" : "info");

beforeAll(async () => {
  for (let first = 1; first <= 200; first += 40) {
    const lines = Array.from({ length: 40 }, (_, index) => ({
      time: first + index,
      stream: "stdout" as const,
      level: level(first + index),
      text: `Line ${first + index} of 100%_done`,
    }));
    await db.transaction((tx) => appendLines(tx, made.key, lines));
  }
});

const numbers = ({ lines }: { lines: { number: number }[] }) => lines.map((line) => line.number);

describe("a run's log", () => {
  test("opens at its end and pages both ways", async () => {
    expect(numbers(await read({ limit: 3 }))).toEqual([198, 199, 200]);
    expect(numbers(await read({ limit: 3, before: 198 }))).toEqual([195, 196, 197]);
    expect(numbers(await read({ limit: 3, after: 0 }))).toEqual([1, 2, 3]);
    expect(numbers(await read({ limit: 3, after: 199 }))).toEqual([200]);
  });

  test("says how much there is and where the first error stands", async () => {
    expect(await read({ limit: 1 })).toMatchObject({ total: 200, matching: 200, firstError: 50 });
  });

  test("shows a level and what is worse", async () => {
    const errors = await read({ level: "error" });
    expect(numbers(errors)).toEqual([50, 100, 150, 200]);
    expect(errors.matching).toBe(4);
    expect((await read({ level: "warning" })).matching).toBe(20);
  });

  test("counts what matches once, and not again for each further page", async () => {
    expect(await read({ query: "line 1", limit: 5, after: 0 })).toMatchObject({ matching: 111 });
    const further = await read({ query: "line 1", limit: 5, after: 14 });
    expect([numbers(further), further.matching]).toEqual([[15, 16, 17, 18, 19], null]);
    expect((await read({ query: "line 1", before: 100 })).matching).toBeNull();
    expect((await read({ level: "error", after: 60 })).matching).toBe(4);
  });

  test("takes a search that no text can hold", async () => {
    expect(await read({ query: "line\0 1" })).toMatchObject({ lines: [], matching: 0 });
    const unknown = await caller(researcher).logs.read({ project: "logs", run: "no\0run" });
    expect(unknown).toMatchObject({ lines: [], total: 0 });
  });

  test("finds text as it is written, in any case", async () => {
    expect(numbers(await read({ query: "LINE 77 " }))).toEqual([77]);
    expect((await read({ query: "100%_DONE", limit: 1 })).matching).toBe(200);
    expect((await read({ query: "100_%" })).matching).toBe(0);
    expect(numbers(await read({ query: "line 1", level: "error" }))).toEqual([100, 150]);
  });

  test("is closed to reviewers, to people of other projects and to nobody", async () => {
    const reviewer = await addPerson(db, made.projectId, "reviewer", "reviewer");
    const stranger = await addPerson(db, null, "stranger");
    const input = { project: "logs", run: made.runId };
    await expect(caller(reviewer).logs.read(input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(caller(stranger).logs.read(input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(caller(null).logs.read(input)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(caller(reviewer).series.keys(input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(caller(null).series.read({ ...input, runs: ["x"], keys: ["y"] })).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
  });

  test("a run of another project has no lines here", async () => {
    await addRunningAttempt(db, "foreign-logs");
    const page = await caller(researcher).logs.read({ project: "logs", run: "foreign-logs-run" });
    expect(page).toEqual({ lines: [], total: 0, matching: 0, firstError: null });
  });
});
