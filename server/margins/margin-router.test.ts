import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataset, datasetVersion, example } from "@/db/schema/datasets";
import { pair } from "@/db/schema/pairs";
import { run } from "@/db/schema/runs";
import { addPerson, DIGEST } from "@/db/testing/evaluated-project";
import { addAttempt, addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { ingestFrames } from "../ingest/ingest-frames";
import { createRunnerFrames, joinFrames, STARTED } from "../ingest/testing/runner-frames";
import { createCaller } from "../router";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
const now = () => new Date();
const settings = { leaseSeconds: 30, price: null };
const { key, projectId, runId } = await addRunningAttempt(db, "margins", { stage: "fdpo" });
const researcher = await addPerson(db, projectId, "researcher");
const caller = createCaller({ db, sql, now, viewer: researcher });
const of = { project: "margins", run: runId };
const frames = createRunnerFrames(key);
const post = (at: typeof key, ...sent: Uint8Array[]) => ingestFrames({ db, now }, settings, at, joinFrames(...sent));

/** Margins of three pairs: two of (0,1), one of (0,0). */
const records = (step: number, margins: readonly number[], more: object = {}) => ({
  type: "pair_records",
  step,
  split: "validation",
  delta: 10,
  ids: ["pair-0", "pair-1", "pair-2"].slice(0, margins.length),
  logp_w: margins.map((margin) => -20 + margin),
  logp_l: margins.map(() => -30),
  ref_logp_w: margins.map(() => -20),
  ref_logp_l: margins.map(() => -30),
  len_w: margins.map((_, at) => 10 + at),
  len_l: margins.map(() => 10),
  h_w: margins.map(() => 0),
  h_l: margins.map((_, at) => (at < 2 ? 1 : 0)),
  flipped: margins.map(() => false),
  ...more,
});

async function addPairs() {
  await db.insert(dataset).values({ id: "pairs", projectId, name: "pairs" });
  await db.insert(datasetVersion).values({
    id: "version",
    projectId,
    datasetId: "pairs",
    number: 1,
    type: "preference",
    digest: DIGEST,
    rows: 3,
    bytes: 1,
    splitCounts: { validation: 3 },
    holds: "synthetic",
    origin: { how: "generated", fileName: null, format: "jsonl", columns: {}, problems: [], rowsRead: 3 },
  });
  const of = [0, 1, 2].map((position) => ({ projectId, datasetVersionId: "version", position }));
  await db.insert(example).values(
    of.map((each) => ({
      ...each,
      id: `pair-${each.position}`,
      split: "validation" as const,
      groupKey: each.position === 2 ? "other" : "same",
      source: `prompt ${each.position}`,
      reference: `chosen ${each.position}`,
      sourceHash: `hash ${each.position}`,
    })),
  );
  await db.insert(pair).values(
    of.map(({ position }) => ({
      projectId,
      datasetVersionId: "version",
      exampleId: `pair-${position}`,
      rejected: `rejected ${position}`,
      hChosen: 0 as const,
      hRejected: position < 2 ? (1 as const) : (0 as const),
      flipped: false,
      origin: "imported" as const,
      noteHash: `hash ${position}`,
    })),
  );
}

beforeAll(async () => {
  await addPairs();
  await post(
    key,
    frames.event({ ...STARTED, resolvedConfig: { loss: "fdpo", beta: 0.1, delta: 10 } }),
    frames.event(records(0, [0, 0, 0])),
    frames.event(records(4, [12, 3, 0.5])),
  );
});

describe("margins of a run", () => {
  test("first and last step lie on the same bins, by label, with Δ as the line of pairs (0,1) alone", async () => {
    const margins = await caller.margins.byRun(of);
    expect(margins).toMatchObject({
      loss: { loss: "fdpo", beta: 0.1, delta: 10 },
      threshold: 10,
      split: "validation",
      beforeStep: 0,
      afterStep: 4,
    });
    const [active, factual] = margins.buckets;
    expect(active).toMatchObject({ bucket: "01", before: { pairs: 2 }, after: { pairs: 2 } });
    expect(active?.after.counts.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(active?.before?.estimates.accuracy.value).toBe(0);
    expect(active?.after.estimates.belowThreshold).toMatchObject({ value: 0.5, n: 2, parameters: { groups: 1 } });
    expect(factual).toMatchObject({ bucket: "00", after: { estimates: { belowThreshold: { state: "undefined" } } } });
  });

  test("bands hold the quantiles of every step", async () => {
    const { bands } = await caller.margins.byRun(of);
    const last = bands.find(({ bucket, step }) => bucket === "01" && step === 4);
    expect(last).toMatchObject({ pairs: 2 });
    // numpy.quantile([3, 12], [.05, .25, .5, .75, .95])
    expect(last?.quantiles.map((each) => Math.round(each * 1e9) / 1e9)).toEqual([3.45, 5.25, 7.5, 9.75, 11.55]);
  });

  test("a step that nobody recorded is named, with those there are", async () => {
    await expect(caller.margins.byRun({ ...of, after: 3 })).rejects.toThrow("step 3; there are 0, 4");
  });

  test("a run without records says so by having none", async () => {
    await db
      .insert(run)
      .values({ id: "bare", projectId, name: "bare", stage: "dpo", state: "queued", givenConfig: {} });
    expect(await caller.margins.byRun({ ...of, run: "bare" })).toMatchObject({ split: null, steps: [], buckets: [] });
  });
});

describe("pairs behind a bar", () => {
  const at = { ...of, split: "validation" as const, step: 4 };

  test("lie within its edges, the upper one left out, with both texts", async () => {
    const { rows, total } = await caller.margins.pairs({ ...at, bucket: "01", low: 3, high: 12 });
    expect(total).toBe(1);
    expect(rows).toEqual([
      expect.objectContaining({
        pair: "pair-1",
        margin: 3,
        tokensChosen: 11,
        chosen: "chosen 1",
        rejected: "rejected 1",
      }),
    ]);
  });

  test("come sorted and in pages, counted beyond the last one too", async () => {
    const page = await caller.margins.pairs({ ...at, sort: "margin", order: "desc", limit: 2 });
    expect([page.total, ...page.rows.map(({ margin }) => margin)]).toEqual([3, 12, 3]);
    expect(await caller.margins.pairs({ ...at, cursor: 9 })).toEqual({ total: 3, rows: [] });
  });

  test("one pair shows what it came to at every step", async () => {
    const shown = await caller.margins.pair({ ...of, split: "validation", pair: "pair-0" });
    expect(shown).toMatchObject({ prompt: "prompt 0", chosen: "chosen 0", rejected: "rejected 0", origin: "imported" });
    expect(shown.steps.map(({ step, margin }) => [step, margin])).toEqual([
      [0, 0],
      [4, 12],
    ]);
    await expect(caller.margins.pair({ ...of, split: "validation", pair: "pair-9" })).rejects.toThrow("no such pair");
  });

  test("an erased one keeps its numbers and has no text", async () => {
    await db.update(example).set({ erasedAt: now(), source: "", reference: null }).where(eq(example.id, "pair-2"));
    const { rows } = await caller.margins.pairs({ ...at, bucket: "00" });
    expect(rows).toEqual([expect.objectContaining({ margin: 0.5, chosen: null, rejected: null })]);
    expect(await caller.margins.pair({ ...of, split: "validation", pair: "pair-2" })).toMatchObject({ prompt: null });
  });
});

test("columns that differ in length are refused and told, and what follows is stored", async () => {
  const { body } = await post(key, frames.event(records(6, [1, 2], { len_w: [1] })), frames.event(records(8, [1, 2])));
  expect(body.acknowledged).toBe(5);
  const { steps } = await caller.margins.byRun(of);
  expect(steps.map(({ step }) => step)).toEqual([0, 4, 8]);
});

test("a resumed attempt takes back what lies behind its step, and its own record of a step is the one", async () => {
  await addAttempt(db, { slug: "margins", attempt: 2 });
  await db.update(run).set({ attempt: 2 }).where(eq(run.id, runId));
  const second = { ...key, attempt: 2 };
  const again = createRunnerFrames(second);
  await post(second, again.event({ ...STARTED, resumedFromStep: 4 }), again.event(records(4, [20, 20, 20])));
  const { steps, buckets } = await caller.margins.byRun(of);
  expect(steps.map(({ step }) => step)).toEqual([0, 4]);
  expect(buckets[0]?.after.estimates.margin.value).toBe(20);
});

test("a stranger to the project reads nothing", async () => {
  const stranger = await addPerson(db, null, "stranger");
  const theirs = createCaller({ db, sql, now, viewer: stranger });
  await expect(theirs.margins.byRun(of)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
