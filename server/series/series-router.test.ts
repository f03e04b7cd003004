import { afterAll, describe, expect, test } from "vitest";
import { addPerson } from "@/db/testing/evaluated-project";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { createCaller } from "../router";
import { appendPoints } from "./append-points";

const { db, sql, drop } = await createTestDatabase();
afterAll(drop);

const { key: owner, projectId, runId } = await addRunningAttempt(db, "asked");
const viewer = await addPerson(db, projectId, "researcher");
const { series } = createCaller({ db, sql, now: () => new Date(), viewer });
const points = { steps: Float64Array.of(1), values: Float64Array.of(2), times: Float64Array.of(3) };
await db.transaction((tx) => appendPoints(tx, owner, new Map([["loss", { source: "metrics", points }]])));

const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);

describe.each(["read", "curves"] as const)("a question for %s", (procedure) => {
  const ask = (runs: string[], keys: string[], buckets: number) =>
    series[procedure]({ project: "asked", runs, keys, buckets });

  test("is bounded by the product of runs, metrics and buckets", async () => {
    await expect(ask(names(100), names(20), 501)).rejects.toThrow("1,000,000");
    await expect(ask(names(100), names(3), 4_000)).rejects.toThrow("1,000,000");
    await expect(ask(names(100), names(20), 500)).resolves.toBeTruthy();
    await expect(ask([runId], ["loss"], 4_000)).resolves.toBeTruthy();
  });

  test("may hold what no column can", async () => {
    await expect(ask(["a\0b", runId], ["lo\0ss"], 10)).resolves.toBeTruthy();
    const answer = await ask([runId], ["loss", "\0"], 10);
    expect("curves" in answer ? answer.curves : answer).toHaveLength(1);
  });
});

test("metrics of a run that no column can name are none", async () => {
  expect(await series.keys({ project: "asked", run: "a\0b" })).toEqual([]);
  expect(await series.sharedKeys({ project: "asked", runs: ["a\0b"] })).toEqual([]);
});
