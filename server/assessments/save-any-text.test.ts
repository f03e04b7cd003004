import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { assessment, assessmentChange, assignment } from "@/db/schema/assessments";
import type { RoundRequest } from "@/db/testing/review-round";
import { saveChanges } from "./save-changes";
import { createChanges } from "./testing/changes";
import { createReviewRig } from "./testing/review-rig";

const { db, reader, round } = await createReviewRig({ Ann: "reviewer" });
const ann = reader("Ann");

async function oneTurn(more: Partial<RoundRequest> = {}) {
  const made = await round(more);
  return { turn: made.turns.Ann?.[0] ?? "" };
}

const newest = async (turn: string) =>
  (await db.select().from(assessment).where(eq(assessment.assignmentId, turn))).find(({ current }) => current);
const stored = (turn: string) => db.select().from(assessmentChange).where(eq(assessmentChange.assignmentId, turn));

test("any Unicode is marked by its place, and no character is cut in two", async () => {
  const note = "يشكو من ألم 😖 شديد. Cafe\u0301 visits: e\u0301.";
  const source = "المريض: ألم 😖.\nالطبيب: منذ متى؟\nالمريض: منذ أسبوع.";
  const { turn } = await oneTurn({ cases: [{ note, source }] });
  const read = await ann.case({ project: "p", assignment: turn });
  expect(read.note.text).toBe(note);
  expect(read.note.sentences.map(({ start, end }) => note.slice(start, end))).toHaveLength(2);
  expect(read.source.turns.map(({ speaker }) => speaker)).toEqual(["المريض", "الطبيب", "المريض"]);
  const { mark, verdict } = createChanges(turn, note);
  const at = note.indexOf("😖");
  const whole = mark({ span: { start: at, end: at + 2 }, comment: "😖 \u0301" });
  const cut = mark({ span: { start: at + 1, end: at + 3 } });
  const answer = await ann.save({ project: "p", changes: [whole, cut, verdict("marked")] });
  expect(answer.refused).toMatchObject([{ id: cut.id, reason: expect.stringContaining("in two") }]);
  const again = await ann.case({ project: "p", assignment: turn });
  expect(again.changes.map(({ id }) => id)).toContain(whole.id);
  expect((await newest(turn))?.marks).toMatchObject([{ comment: "😖 \u0301" }]);
});

test("a note and a source of 200 kB are read, marked to their last character and kept", async () => {
  const note = `${"The patient denies pain. ".repeat(8_000)}Ends.`;
  const { turn } = await oneTurn({ cases: [{ note, source: "Doctor: Pain?\nPatient: No.\n".repeat(8_000) }] });
  const read = await ann.case({ project: "p", assignment: turn });
  expect(read.note.sentences).toHaveLength(8_001);
  expect(read.source.turns).toHaveLength(16_000);
  const { mark, verdict } = createChanges(turn, note);
  const end = note.length;
  const { refused } = await ann.save({
    project: "p",
    changes: [
      mark({ span: { start: end - 5, end } }),
      mark({ span: { start: end - 5, end: end + 1 } }),
      verdict("marked"),
    ],
  });
  expect(refused).toHaveLength(1);
  expect(await newest(turn)).toMatchObject({ marks: [{ span: { start: end - 5, end } }] });
});

test("time counts while the page has focus, and what nobody can have read for does not", async () => {
  const { turn } = await oneTurn();
  const { change, verdict } = createChanges(turn);
  const long = change({ kind: "comment", comment: "Lunch." }, { seconds: 80_000 });
  await ann.save({ project: "p", changes: [long, verdict("clean")] });
  expect(await newest(turn)).toMatchObject({ seconds: 902 });
});

test("more than 200 changes at once are refused whole, before anything is stored", async () => {
  const { turn } = await oneTurn();
  const { verdict } = createChanges(turn);
  const many = Array.from({ length: 201 }, () => verdict("clean"));
  await expect(ann.save({ project: "p", changes: many })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  expect(await stored(turn)).toEqual([]);
});

test("turns of several cases in one delivery are each settled", async () => {
  const made = await round({ cases: [{}, {}, {}] });
  const turns = made.turns.Ann ?? [];
  const { states } = await ann.save({
    project: "p",
    changes: turns.map((turn) => createChanges(turn).verdict("clean")),
  });
  expect(states.map(({ assignmentId, state }) => `${assignmentId} ${state}`).sort()).toEqual(
    turns.map((turn) => `${turn} submitted`).sort(),
  );
  const rows = await db.select().from(assignment).where(eq(assignment.campaignId, made.campaign));
  expect(rows.every(({ submittedAt }) => submittedAt !== null)).toBe(true);
});

test("a simulation saves as the reader that it is, and into no other's cases", async () => {
  const made = await round({ readers: ["Ann"] });
  const turn = made.turns.Ann?.[0] ?? "";
  const services = { db, now: () => new Date() };
  const actor = { id: null, name: "simulation", by: "schedule" as const };
  const said = [createChanges(turn).verdict("clean")];
  const other = await saveChanges(services, { projectId: "p", reviewerId: "nobody" }, actor, said);
  expect([other.acknowledged, other.refused.length]).toEqual([[], 1]);
  const own = await saveChanges(services, { projectId: "p", reviewerId: made.reviewers.Ann ?? "" }, actor, said);
  expect([own.acknowledged.length, own.states[0]?.state]).toEqual([1, "submitted"]);
});

test("what no database holds is kept as far as it can be, and takes nothing else with it", async () => {
  const { turn } = await oneTurn();
  const { mark, change, verdict } = createChanges(turn);
  const odd = [
    mark({ comment: "a\0b \ud83d" }),
    change({ kind: "comment", comment: "\udc00 c 😖" }),
    change({ kind: "correct", corrected: "d\0" }),
  ];
  const broken = [
    { ...verdict("clean"), clock: 2 ** 31 },
    { ...verdict("clean"), assignmentId: "case\0" },
    { ...verdict("clean"), madeAt: "0000-01-01T00:00:00Z" },
  ];
  const sent = [...odd, ...broken, verdict("marked")];
  const answer = await ann.save({ project: "p", changes: sent });
  expect(answer.refused.map(({ id }) => id).sort()).toEqual(broken.map(({ id }) => id).sort());
  expect(await newest(turn)).toMatchObject({
    marks: [{ comment: "a\ufffdb \ufffd" }],
    comment: "\ufffd c 😖",
    corrected: "d\ufffd",
  });
  expect((await ann.save({ project: "p", changes: odd })).acknowledged).toHaveLength(3);
});
