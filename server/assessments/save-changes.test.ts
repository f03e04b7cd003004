import { asc, eq } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { assessment, assessmentChange } from "@/db/schema/assessments";
import { auditEntry } from "@/db/schema/audit";
import { project } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { addReviewRound } from "@/db/testing/review-round";
import { createTestDatabase } from "@/db/testing/test-database";
import { ownerOfMarks } from "@/domain/assessments/owner-of-marks";
import { newId } from "@/domain/identifiers";
import { matrixVariables } from "../access-matrix/matrix-variables";
import { createCaller } from "../router";
import { createChanges, makeMark } from "./testing/changes";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
await db.insert(project).values({ id: "p", slug: "p", name: "p" });
const as = (viewer: Awaited<ReturnType<typeof addPerson>>) =>
  createCaller({ db, sql, now: () => new Date(), viewer }).reviews;
const ann = as(await addPerson(db, "p", "Ann", "reviewer"));
const bo = as(await addPerson(db, "p", "Bo", "reviewer"));

async function oneTurn(more: Partial<Parameters<typeof addReviewRound>[1]> = {}) {
  const round = await addReviewRound(db, { projectId: "p", readers: ["Ann"], cases: [{}], ...more });
  return { round, turn: round.turns.Ann?.[0] ?? "" };
}

const versions = (turn: string) =>
  db.select().from(assessment).where(eq(assessment.assignmentId, turn)).orderBy(asc(assessment.version));
const newest = async (turn: string) => (await versions(turn)).find(({ current }) => current);
const stored = async (turn: string) =>
  (await db.select().from(assessmentChange).where(eq(assessmentChange.assignmentId, turn))).map(({ id }) => id).sort();

test("a clean note is one change, and its assessment is there at once", async () => {
  const { turn, round } = await oneTurn();
  const changes = createChanges(turn);
  const said = changes.verdict("clean");
  expect(await ann.save({ project: "p", changes: [said] })).toEqual({
    acknowledged: [said.id],
    refused: [],
    states: [{ assignmentId: turn, state: "submitted", late: false, missing: [] }],
  });
  expect(await versions(turn)).toMatchObject([
    { version: 1, current: true, verdict: "clean", marks: [], seconds: 2, late: false, campaignId: round.campaign },
  ]);
  const written = await db.select().from(auditEntry).orderBy(asc(auditEntry.sequence));
  expect(written.slice(-2).map(({ action, actorName }) => [action, actorName])).toEqual([
    ["assessment_change.add", "Ann"],
    ["assessment.submit", "Ann"],
  ]);
  expect(written.at(-1)?.facts).not.toContain("clean");
});

test("delivered twice, backwards and in pieces it comes to the same assessment", async () => {
  const { turn } = await oneTurn();
  const { mark, verdict, change } = createChanges(turn);
  const first = mark();
  const all = [
    first,
    mark({ span: { start: 21, end: 43 } }),
    change({ kind: "unsure", unsure: true }),
    verdict("marked"),
  ];
  for (const each of [...all].reverse()) await ann.save({ project: "p", changes: [each, each] });
  const again = await ann.save({ project: "p", changes: all });
  expect(again.acknowledged.sort()).toEqual(all.map(({ id }) => id).sort());
  expect(await newest(turn)).toMatchObject({ verdict: "marked", unsure: true, seconds: 8 });
  expect((await newest(turn))?.marks.map(({ span }) => span.start)).toEqual([6, 21]);
  expect(await stored(turn)).toHaveLength(4);
  const before = (await versions(turn)).length;
  await ann.save({ project: "p", changes: all });
  expect(await versions(turn)).toHaveLength(before);
});

test("what is broken is refused by itself, with a reason and what to do; the rest is kept", async () => {
  const { turn } = await oneTurn({ protocol: { omissions: false, corrections: false } });
  const { mark, verdict, change } = createChanges(turn);
  const good = mark();
  const broken = {
    behind: mark({ span: { start: 40, end: 44 } }),
    evidence: mark({ evidence: [{ start: 0, end: 5_000 }] }),
    type: mark({ type: "nothing_like_it" }),
    severity: mark({ severity: "awful" }),
    omission: mark({ kind: "omission" }),
    correction: change({ kind: "correct", corrected: "better" }),
    side: verdict("first"),
    digest: change({ kind: "unsure", unsure: true }, { noteDigest: "0".repeat(64) }),
    backwards: { ...mark(), body: { kind: "mark", mark: makeMark({ span: { start: 9, end: 3 } }) } },
    shape: { id: "no change at all", assignmentId: turn },
    nobody: createChanges("elsewhere").verdict("clean"),
  };
  const answer = await ann.save({ project: "p", changes: [...Object.values(broken), good] });
  expect(answer.acknowledged).toEqual([good.id]);
  expect(answer.refused.map(({ id }) => id).sort()).toEqual(
    Object.values(broken)
      .map(({ id }) => id)
      .sort(),
  );
  for (const { reason, remedy } of answer.refused) {
    expect(reason.length).toBeGreaterThan(10);
    expect(remedy.length).toBeGreaterThan(10);
    expect(`${reason}${remedy}`).not.toContain("aspirin");
  }
  expect(await stored(turn)).toEqual([good.id]);
});

test("an id stands for one change only", async () => {
  const { turn } = await oneTurn();
  const other = (await oneTurn()).turn;
  const mine = createChanges(turn).verdict("clean");
  await ann.save({ project: "p", changes: [mine] });
  const bent = { ...mine, body: { kind: "unsure" as const, unsure: true } };
  const moved = { ...mine, assignmentId: other };
  for (const each of [bent, moved]) {
    const { acknowledged, refused } = await ann.save({ project: "p", changes: [each] });
    expect([acknowledged, refused.map(({ id }) => id)]).toEqual([[], [mine.id]]);
  }
});

test("a verdict waits for what the protocol requires, and comes to count with it, in whatever order", async () => {
  const { turn } = await oneTurn({ protocol: { required: ["type", "severity", "evidence"] } });
  const { mark, verdict } = createChanges(turn);
  const id = newId();
  const bare = mark({ id, type: null, severity: null, evidence: null });
  const whole = mark({ id });
  const { acknowledged, states } = await ann.save({ project: "p", changes: [verdict("marked"), bare] });
  expect(acknowledged).toHaveLength(2);
  expect(states).toEqual([
    {
      assignmentId: turn,
      state: "open",
      late: false,
      missing: ["type", "severity", "evidence"].map((field) => ({ markId: id, field })),
    },
  ]);
  expect(await newest(turn)).toBeUndefined();
  expect((await ann.save({ project: "p", changes: [whole] })).states).toMatchObject([
    { state: "submitted", missing: [] },
  ]);
  expect(await newest(turn)).toMatchObject({ verdict: "marked", marks: [{ id, type: "fabricated" }] });
});

test("a correction is a new version; a verdict taken back leaves none, and the case is open again", async () => {
  const { turn } = await oneTurn();
  const { mark, verdict } = createChanges(turn);
  await ann.save({ project: "p", changes: [verdict("clean")] });
  const marked = await ann.save({ project: "p", changes: [mark()] });
  expect(marked.states).toMatchObject([{ state: "open", missing: [{ markId: null, field: "verdict" }] }]);
  expect(await newest(turn)).toBeUndefined();
  await ann.save({ project: "p", changes: [verdict("marked")] });
  expect((await versions(turn)).map(({ version, current, verdict }) => [version, current, verdict])).toEqual([
    [1, false, "clean"],
    [2, true, "marked"],
  ]);
  const back = await ann.save({ project: "p", changes: [verdict(null)] });
  expect(back.states).toMatchObject([{ state: "open" }]);
  expect(await newest(turn)).toBeUndefined();
  expect(await versions(turn)).toHaveLength(2);
  await ann.save({ project: "p", changes: [verdict("cannot-judge", "my own patient")] });
  expect(await newest(turn)).toMatchObject({ version: 3, verdict: "cannot-judge", reason: "my own patient" });
});

test("nobody saves into a case of somebody else", async () => {
  const { turn } = await oneTurn();
  const { refused, acknowledged } = await bo.save({ project: "p", changes: [createChanges(turn).verdict("clean")] });
  expect([acknowledged, refused.length]).toEqual([[], 1]);
  await expect(bo.case({ project: "p", assignment: turn })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await stored(turn)).toEqual([]);
});

test("a verdict and a mark that it does not cover come to the same in either order", async () => {
  const states: string[] = [];
  for (const backwards of [false, true]) {
    const { turn } = await oneTurn({ protocol: { required: ["severity"] } });
    const { mark, verdict } = createChanges(turn);
    const said = [mark(), verdict("marked"), mark({ severity: null })];
    let state = "";
    for (const each of backwards ? said.reverse() : said) {
      state = (await ann.save({ project: "p", changes: [each] })).states[0]?.state ?? "";
    }
    states.push(state);
    expect(await newest(turn)).toBeUndefined();
  }
  expect(states).toEqual(["open", "open"]);
});

test("a page of one person does not act for another who signed in beside it", async () => {
  for (const [name, value] of Object.entries(matrixVariables(database.url, "/nowhere"))) vi.stubEnv(name, value);
  const { turn } = await oneTurn();
  const owner = ownerOfMarks((await ann.localKey({ project: "p" })).key);
  const changes = [createChanges(turn).verdict("clean")];
  await expect(bo.save({ project: "p", owner, changes })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(bo.queue({ project: "p", owner })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  expect((await ann.save({ project: "p", owner, changes })).acknowledged).toHaveLength(1);
});
