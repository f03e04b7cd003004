import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { assessment, assignment } from "@/db/schema/assessments";
import { NOTE, SOURCE } from "@/db/testing/review-round";
import { createChanges } from "./testing/changes";
import { createReviewRig } from "./testing/review-rig";

vi.stubEnv("ASSAY_SECRET", "a secret for tests that is long enough");
vi.stubEnv("DATABASE_URL", "postgres://nowhere");
vi.stubEnv("ASSAY_HOME", "/nowhere");
vi.stubEnv("ASSAY_URL", "http://127.0.0.1:3000");
vi.stubEnv("ASSAY_PYTHON", "/nowhere/python");

const { db, reader, as, round } = await createReviewRig({
  Ann: "reviewer",
  Bo: "reviewer",
  Rita: "researcher",
});
const [ann, bo] = [reader("Ann"), reader("Bo")];
const project = "p";
const cases = (count: number, more = {}) => Array.from({ length: count }, () => ({ ...more }));

test("cases come in the reader's own order, with what is needed to load ahead", async () => {
  const made = await round({ cases: cases(5) });
  const { campaign } = made;
  const turns = made.turns.Ann ?? [];
  const first = await ann.next({ project, campaign, count: 3 });
  expect(first.cases.map(({ assignmentId }) => assignmentId)).toEqual(turns.slice(0, 3));
  expect(first.cases.map(({ position, total }) => [position, total])).toEqual([
    [1, 5],
    [2, 5],
    [3, 5],
  ]);
  const more = await ann.next({ project, campaign, count: 1, after: turns[2] });
  expect(more.cases.map(({ assignmentId }) => assignmentId)).toEqual([turns[3]]);
  await ann.save({ project, changes: [createChanges(turns[0] ?? "").verdict("clean")] });
  const again = await ann.next({ project, campaign, count: 1 });
  expect(again.cases[0]?.assignmentId).toBe(turns[1]);
  expect(await ann.queue({ project })).toMatchObject([{ campaign, done: 1, total: 5, state: "open", mode: "marks" }]);
  const earlier = await ann.earlier({ project, campaign });
  expect(earlier.map(({ assignmentId, state, verdict }) => [assignmentId, state, verdict])).toEqual([
    [turns[0], "submitted", "clean"],
  ]);
  expect(await ann.earlier({ project, campaign, before: turns[1] })).toHaveLength(1);
  expect(await bo.queue({ project })).toEqual([]);
});

test("when everything is read, the answer says so", async () => {
  const { campaign, turns } = await round({});
  await ann.save({ project, changes: [createChanges(turns.Ann?.[0] ?? "").verdict("clean")] });
  expect(await ann.next({ project, campaign })).toEqual({ cases: [], none: "done" });
  const back = await ann.case({ project, assignment: turns.Ann?.[0] ?? "" });
  expect([back.state, back.changes.length]).toEqual(["submitted", 1]);
});

test("a case says what it shows, exactly", async () => {
  const { campaign } = await round({ cases: [{ section: "PLAN" }] });
  const [read] = (await ann.next({ project, campaign })).cases;
  expect(read).toMatchObject({ section: "PLAN", practice: false, otherNote: null, leasedUntil: null, state: "open" });
  expect(read?.note.sentences.map(({ start, end }) => NOTE.slice(start, end))).toEqual([
    "Takes aspirin daily.",
    "Pain in the left knee.",
  ]);
  expect(read?.source.turns[1]).toEqual({ start: 32, end: 51, speaker: "Patient" });
  expect(SOURCE.slice(32, 51)).toBe("No, only ibuprofen.");
  expect(read).not.toHaveProperty("hints");
});

test("hints are there where the protocol turns them on, and what was shown is recorded", async () => {
  const { campaign } = await round({ protocol: { hints: true } });
  const [read] = (await ann.next({ project, campaign })).cases;
  expect(read?.hints).toEqual([{ start: 6, end: 13, kind: "drug" }]);
  const turn = read?.assignmentId ?? "";
  const { mark, change, verdict } = createChanges(turn);
  await ann.save({ project, changes: [mark(), change({ kind: "unsure", unsure: true }, { hintsShown: true })] });
  await ann.save({ project, changes: [verdict("marked")] });
  const [said] = await db.select().from(assessment).where(eq(assessment.assignmentId, turn));
  expect(said?.hintsShown).toBe(true);
});

test("side by side: what stands first is the turn's own, and the verdict is kept as shown", async () => {
  const protocol = { mode: "side-by-side" as const };
  const made = await round({
    readers: ["Ann", "Bo"],
    cases: [{ note: "Note one.", otherNote: "Note two." }],
    protocol,
  });
  const [mine, theirs] = [made.turns.Ann?.[0] ?? "", made.turns.Bo?.[0] ?? ""];
  await db.update(assignment).set({ swapped: true }).where(eq(assignment.id, theirs));
  const shown = async (who: typeof ann) => {
    const [read] = (await who.next({ project, campaign: made.campaign })).cases;
    return [read?.note.text, read?.otherNote?.text];
  };
  expect(await shown(ann)).toEqual(["Note one.", "Note two."]);
  expect(await shown(bo)).toEqual(["Note two.", "Note one."]);
  const said = createChanges(theirs, "Note two.");
  const { refused } = await bo.save({ project, changes: [said.verdict("first"), said.verdict("clean"), said.mark()] });
  expect(refused.map(({ reason }) => reason)).toEqual([
    expect.stringContaining("no verdict of this round"),
    expect.stringContaining("no marks"),
  ]);
  const [stored] = await db.select().from(assessment).where(eq(assessment.assignmentId, theirs));
  expect(stored).toMatchObject({ verdict: "first" });
  const again = await bo.case({ project, assignment: theirs });
  expect(again.changes[0]?.noteDigest).toBe(again.note.digest);
  expect((await bo.save({ project, changes: again.changes })).refused).toEqual([]);
  expect((await ann.save({ project, changes: [createChanges(mine, "Note one.").verdict("tie")] })).refused).toEqual([]);
});

test("a plain yes or no takes a verdict and no marks", async () => {
  const { turns } = await round({ protocol: { mode: "yes-no" } });
  const { mark, verdict } = createChanges(turns.Ann?.[0] ?? "");
  const { refused, states } = await ann.save({ project, changes: [mark(), verdict("marked")] });
  expect([refused.length, states[0]?.state]).toEqual([1, "submitted"]);
});

test("controls and repeats look like every other case", async () => {
  const made = await round({ cases: [{}, { kind: "planted" }, { kind: "clean" }, { kind: "repeat" }] });
  const { cases: read } = await ann.next({ project, campaign: made.campaign, count: 10 });
  const shapes = read.map(({ assignmentId: _, position: __, ...rest }) => JSON.stringify(rest));
  expect(new Set(shapes).size).toBe(1);
});

test("paid time is reading, training and adjudication by reader and day, absurd times capped", async () => {
  const { campaign, turns } = await round({ readers: ["Ann", "Bo"], cases: cases(2) });
  const told = { project, campaign, id: "training-1", kind: "training" as const, seconds: 600 };
  expect(await ann.time(told)).toEqual({ counted: 600 });
  await ann.time(told);
  expect(await ann.time({ ...told, id: "training-2", seconds: 80_000 })).toEqual({ counted: 3_600 });
  for (const turn of turns.Ann ?? []) await ann.save({ project, changes: [createChanges(turn).verdict("clean")] });
  await expect(ann.paidTime({ project, campaign })).rejects.toMatchObject({ code: "FORBIDDEN" });
  const paid = await as("Rita").reviews.paidTime({ project, campaign });
  expect(paid.items).toEqual([
    { reader: "Ann", day: "2026-11-22", kind: "reading", cases: 2, seconds: 4 },
    { reader: "Ann", day: "2026-11-22", kind: "training", cases: 0, seconds: 4_200 },
  ]);
  expect(paid.csv.split("\n")).toHaveLength(4);
  expect((await as("Rita").reviews.paidTime({ project, campaign, from: "2026-11-23" })).items).toEqual([]);
  expect((await as("Rita").reviews.paidTime({ project, campaign, to: "2026-11-22" })).items).toHaveLength(2);
});

test("a browser's key is one person's, in every session of hers", async () => {
  const { key } = await ann.localKey({ project });
  expect(Buffer.from(key, "base64url")).toHaveLength(32);
  expect(await ann.localKey({ project })).toEqual({ key });
  expect((await bo.localKey({ project })).key).not.toBe(key);
  expect(key).not.toContain("Ann");
});

test("cases that were only fetched ahead are no earlier ones; those with a mark and no verdict are", async () => {
  const { campaign, turns } = await round({ cases: [{}, {}, {}] });
  const [one = "", two = ""] = turns.Ann ?? [];
  await ann.next({ project, campaign, count: 3 });
  await ann.save({ project, changes: [createChanges(one).verdict("clean"), createChanges(two).mark()] });
  const earlier = await ann.earlier({ project, campaign });
  expect(earlier.map(({ assignmentId, verdict }) => [assignmentId, verdict])).toEqual([
    [two, null],
    [one, "clean"],
  ]);
});
