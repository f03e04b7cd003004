import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { dataset, datasetVersion } from "@/db/schema/datasets";
import { pairRecords } from "@/db/schema/margins";
import { project } from "@/db/schema/people";
import { run, runAttempt, runInput } from "@/db/schema/runs";
import { DIGEST } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { readSweep } from "./read-sweep";

const { db, sql, drop } = await createTestDatabase();
afterAll(drop);
const projectId = "swept";

await db.insert(project).values({ id: projectId, slug: projectId, name: projectId });
await db.insert(dataset).values({ id: "pairs", projectId, name: "pairs" });
await db.insert(datasetVersion).values(
  ["version", "another"].map((id, at) => ({
    id,
    projectId,
    datasetId: "pairs",
    number: at + 1,
    type: "preference" as const,
    digest: DIGEST,
    rows: 2,
    bytes: 1,
    splitCounts: { validation: 2 },
    holds: "synthetic" as const,
    origin: { how: "generated" as const, fileName: null, format: "jsonl", columns: {}, problems: [], rowsRead: 2 },
  })),
);

async function train(
  id: string,
  of: {
    delta: number;
    margins: number[];
    version?: string;
    archived?: boolean;
    seed?: number;
    state?: "finished" | "failed";
    loss?: string;
  },
) {
  const { delta, margins, version = "version", archived = false, seed = 0, state = "finished" } = of;
  const config = { loss: of.loss ?? "fdpo", beta: 0.1, delta };
  await db.insert(run).values({
    ...{ id, projectId, name: id, stage: "fdpo", state, seed, attempt: 1 },
    givenConfig: config,
    archivedAt: archived ? new Date() : null,
  });
  await db.insert(runInput).values({ projectId, runId: id, name: "dataset", datasetVersionId: version });
  const all = <T>(value: T) => margins.map(() => value);
  await db.insert(pairRecords).values(
    [0, 8].map((step, at) => ({
      ...{ projectId, runId: id, attempt: 1, sequence: at + 1, step, split: "validation" as const, delta },
      pairs: margins.map((_, place) => `pair-${place}`),
      logpChosen: margins.map((margin) => (step === 0 ? 0 : margin)),
      logpRejected: all(0),
      referenceChosen: all(0),
      referenceRejected: all(0),
      tokensChosen: all(5),
      tokensRejected: all(4),
      hChosen: all(0),
      hRejected: all(1),
      flipped: all(false),
    })),
  );
}

await train("plain", { delta: 0, margins: [1, 2] });
await train("far", { delta: 100, margins: [6, 8] });
await train("put away", { delta: 2, margins: [1, 1], archived: true });
await train("other pairs", { delta: 4, margins: [1, 1], version: "another" });
const asked = { projectId, runId: "far", split: "validation" as const };

test("a sweep is every training on the same pairs, by Δ, at its last recorded step on shared bins", async () => {
  const { runs, bins } = await readSweep({ db, sql }, asked);
  expect(runs.map(({ id, delta, step }) => [id, delta, step])).toEqual([
    ["plain", 0, 8],
    ["far", 100, 8],
  ]);
  expect(runs.map(({ buckets }) => buckets[0]?.margin.value)).toEqual([1.5, 7]);
  for (const { buckets } of runs) expect(buckets[0]?.counts).toHaveLength(bins.length);
});

test("a Δ that no margin comes near pushes every pair with all its weight", async () => {
  const { runs } = await readSweep({ db, sql }, asked);
  // σ(0.1 (100 − 8)) = 0.9999; at Δ 0 the weight is below one half.
  expect(runs.map(({ buckets }) => buckets[0]?.fullPush.value)).toEqual([0, 1]);
});

test("what nobody has read has no rate, with the reason", async () => {
  const { runs } = await readSweep({ db, sql }, asked);
  expect(runs[0]?.outcome).toMatchObject({
    hallucination: { state: "undefined", reason: expect.stringContaining("nobody has read") },
    winRate: { state: "undefined" },
  });
});

test("the run that one looks from belongs to it even when it was put away", async () => {
  const { runs } = await readSweep({ db, sql }, { ...asked, runId: "put away" });
  expect(runs.map(({ id }) => id)).toEqual(["plain", "put away", "far"]);
});

test("a run that restarted shows its newest attempt", async () => {
  await db.update(run).set({ attempt: 2 }).where(eq(run.id, "plain"));
  await db.insert(runAttempt).values({
    ...{ projectId, runId: "plain", attempt: 2, tokenHash: "again", device: "cpu", sequence: 1 },
    leaseUntil: new Date(),
  });
  const [first] = await db.select().from(pairRecords).where(eq(pairRecords.runId, "plain"));
  if (!first) throw new Error("no records");
  await db.insert(pairRecords).values({ ...first, attempt: 2, step: 2, logpChosen: [9, 9] });
  const { runs } = await readSweep({ db, sql }, asked);
  expect(runs[0]).toMatchObject({ id: "plain", step: 2 });
});

test("after a resume the last step is the last one that still shows", async () => {
  await db.update(run).set({ attempt: 2 }).where(eq(run.id, "far"));
  await db.insert(runAttempt).values({
    ...{ projectId, runId: "far", attempt: 2, tokenHash: "t", device: "cpu", sequence: 1, resumedFromStep: 4 },
    leaseUntil: new Date(),
  });
  const { runs } = await readSweep({ db, sql }, asked);
  expect(runs.find(({ id }) => id === "far")).toMatchObject({ step: 0 });
});

test("a training that failed is no replicate of one that finished", async () => {
  await train("failed", { delta: 100, margins: [1, 1], state: "failed" });
  const { runs } = await readSweep({ db, sql }, asked);
  expect(runs.map(({ id }) => id)).not.toContain("failed");
});

test("a margin outside of β is the Δ of its config, and a line where the runner drew it", async () => {
  await train("outside", { delta: 1, margins: [6, 12], loss: "safedpo" });
  await db.update(pairRecords).set({ delta: 10 }).where(eq(pairRecords.runId, "outside"));
  const { runs } = await readSweep({ db, sql }, asked);
  expect(runs.find(({ id }) => id === "outside")).toMatchObject({
    delta: 1,
    threshold: 10,
    buckets: [{ belowThreshold: { value: 0.5 } }],
  });
});
