import { and, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { assessment, assessmentChange, assignment } from "@/db/schema/assessments";
import { campaign, campaignCase, campaignReviewer, reviewText } from "@/db/schema/campaigns";
import { generation } from "@/db/schema/evaluations";
import { projectMember } from "@/db/schema/people";
import { addEvaluatedProject } from "@/db/testing/evaluated-project";
import { digestOf, NOTE } from "@/db/testing/review-round";
import { createChanges } from "./testing/changes";
import { createReviewRig } from "./testing/review-rig";

const { db, reader, round, as, passMinutes } = await createReviewRig({
  Ann: "reviewer",
  Bo: "reviewer",
  Admin: "admin",
});
const [ann, bo] = [reader("Ann"), reader("Bo")];
const project = "p";

const current = async (turn: string) =>
  (
    await db
      .select()
      .from(assessment)
      .where(and(eq(assessment.assignmentId, turn), eq(assessment.current, true)))
  )[0];
const kept = async (turn: string) =>
  (await db.select().from(assessmentChange).where(eq(assessmentChange.assignmentId, turn))).length;
const setState = (id: string, state: "open" | "paused" | "closed") =>
  db.update(campaign).set({ state }).where(eq(campaign.id, id));
const QUEUE = { assignment: "queue" as const, leaseMinutes: 30, distance: 0 };

test("a round closed while somebody was offline: kept, counted, told apart as late", async () => {
  const made = await round({});
  const turn = made.turns.Ann?.[0] ?? "";
  const { mark, verdict } = createChanges(turn);
  await ann.save({ project, changes: [mark()] });
  await as("Admin").campaigns.steer({ project, campaign: made.campaign, action: "close", reason: null });
  const answer = await ann.save({ project, changes: [verdict("marked")] });
  expect(answer).toMatchObject({ refused: [], states: [{ state: "submitted", late: true, missing: [] }] });
  expect(await current(turn)).toMatchObject({ late: true, verdict: "marked" });
  expect(await ann.next({ project, campaign: made.campaign })).toEqual({ cases: [], none: "closed" });
});

test("a pause gives nothing new to read, and takes marks as on time", async () => {
  const made = await round({});
  const turn = made.turns.Ann?.[0] ?? "";
  await setState(made.campaign, "paused");
  expect(await ann.next({ project, campaign: made.campaign })).toEqual({ cases: [], none: "paused" });
  await ann.save({ project, changes: [createChanges(turn).verdict("clean")] });
  expect(await current(turn)).toMatchObject({ late: false });
});

test("a reader taken out of the round: what she sends is kept as late, and she reads nothing more", async () => {
  const made = await round({ readers: ["Ann", "Bo"] });
  const turn = made.turns.Ann?.[0] ?? "";
  await as("Admin").campaigns.removeReader({ project, campaign: made.campaign, reader: made.reviewers.Ann ?? "" });
  expect((await ann.queue({ project })).map((each) => each.campaign)).not.toContain(made.campaign);
  for (const asked of [
    () => ann.next({ project, campaign: made.campaign }),
    () => ann.round({ project, campaign: made.campaign }),
    () => ann.earlier({ project, campaign: made.campaign }),
    () => ann.case({ project, assignment: turn }),
  ]) {
    await expect(asked()).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  const { states, refused } = await ann.save({ project, changes: [createChanges(turn).verdict("clean")] });
  expect([states, refused]).toMatchObject([[{ state: "submitted", late: true }], []]);
  expect(await current(turn)).toMatchObject({ late: true });
});

test("a person taken out of the project reaches nothing; her marks wait and are taken once she is back", async () => {
  const made = await round({ readers: ["Bo"] });
  const changes = [createChanges(made.turns.Bo?.[0] ?? "").verdict("clean")];
  const membership = and(eq(projectMember.projectId, "p"), eq(projectMember.userId, "Bo"));
  await db.delete(projectMember).where(membership);
  await expect(bo.save({ project, changes })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await db.insert(projectMember).values({ projectId: "p", userId: "Bo", role: "reviewer" });
  expect((await bo.save({ project, changes })).acknowledged).toHaveLength(1);
});

test("a lease that ran out: the case goes to somebody else, and late marks become a reading beside hers", async () => {
  const made = await round({ readers: ["Ann", "Bo"], design: QUEUE });
  const [mine] = (await ann.next({ project, campaign: made.campaign })).cases;
  if (!mine) throw new Error("No case.");
  const { mark, verdict } = createChanges(mine.assignmentId);
  await ann.save({ project, changes: [mark()] });
  expect(await bo.next({ project, campaign: made.campaign })).toEqual({ cases: [], none: "held" });
  passMinutes(31);
  const [theirs] = (await bo.next({ project, campaign: made.campaign })).cases;
  expect(theirs?.changes).toEqual([]);
  expect(theirs?.assignmentId).not.toBe(mine.assignmentId);
  const [lost] = await db.select().from(assignment).where(eq(assignment.id, mine.assignmentId));
  expect([lost?.state, await kept(mine.assignmentId)]).toEqual(["released", 1]);
  const more = await ann.save({ project, changes: [mark({ span: { start: 0, end: 5 } })] });
  expect(more.states).toMatchObject([{ state: "released", late: true }]);
  const { states } = await ann.save({ project, changes: [verdict("marked")] });
  expect(states).toMatchObject([{ state: "submitted", late: true }]);
  expect((await current(mine.assignmentId))?.marks).toHaveLength(2);
  const [taken] = await db
    .select()
    .from(campaignCase)
    .where(eq(campaignCase.id, made.cases[0] ?? (lost?.caseId as string)));
  expect(taken?.readingsTaken).toBe(2);
  await bo.save({ project, changes: [createChanges(theirs?.assignmentId ?? "").verdict("clean")] });
  expect(await current(theirs?.assignmentId ?? "")).toMatchObject({ late: false, verdict: "clean" });
});

test("saves prolong the lease, and a lease that ran out unnoticed is nobody's loss", async () => {
  const made = await round({ readers: ["Ann", "Bo"], design: QUEUE });
  const [mine] = (await ann.next({ project, campaign: made.campaign })).cases;
  const { mark, verdict } = createChanges(mine?.assignmentId ?? "");
  passMinutes(25);
  await ann.save({ project, changes: [mark()] });
  passMinutes(25);
  expect((await bo.next({ project, campaign: made.campaign })).cases).toEqual([]);
  passMinutes(10);
  const { states } = await ann.save({ project, changes: [verdict("marked")] });
  expect(states).toMatchObject([{ state: "submitted", late: false }]);
});

test("who comes back after a lost lease finds her marks in the case, if nobody has it", async () => {
  const made = await round({ readers: ["Ann", "Bo"], design: QUEUE, cases: [{}, {}] });
  const held = (await ann.next({ project, campaign: made.campaign, count: 2 })).cases;
  for (const each of held) await ann.save({ project, changes: [createChanges(each.assignmentId).mark()] });
  passMinutes(31);
  await bo.next({ project, campaign: made.campaign, count: 1 });
  const again = (await ann.next({ project, campaign: made.campaign, count: 2 })).cases;
  expect(again).toHaveLength(1);
  expect(held.map(({ assignmentId }) => assignmentId)).toContain(again[0]?.assignmentId);
  expect(again[0]?.changes).toHaveLength(1);
});

test("a generation deleted under a campaign: the case has its own copy and goes on", async () => {
  await addEvaluatedProject(db, "under");
  const made = await round({ cases: [{ generationId: "under-generate-0" }] });
  await db.delete(generation).where(sql`${generation.id} like 'under-%'`);
  const [read] = (await ann.next({ project, campaign: made.campaign })).cases;
  expect(read?.note.text).toBe(NOTE);
  const { acknowledged } = await ann.save({
    project,
    changes: [createChanges(read?.assignmentId ?? "").verdict("clean")],
  });
  expect(acknowledged).toHaveLength(1);
});

test("a case taken out of the round is given to nobody; marks on it are kept", async () => {
  const made = await round({ cases: [{}, {}] });
  const turn = made.turns.Ann?.[0] ?? "";
  await db
    .update(campaignCase)
    .set({ withdrawnAt: new Date(), withdrawnReason: "wrong patient" })
    .where(eq(campaignCase.id, made.cases[0] ?? ""));
  const { cases } = await ann.next({ project, campaign: made.campaign, count: 5 });
  expect(cases.map(({ assignmentId, total }) => [assignmentId, total])).toEqual([[made.turns.Ann?.[1], 1]]);
  await expect(ann.case({ project, assignment: turn })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await ann.save({ project, changes: [createChanges(turn).verdict("clean")] })).refused).toEqual([]);
});

test("an erased text takes no more marks, since they may quote it", async () => {
  const note = "A note that will be erased.";
  const made = await round({ cases: [{ note }] });
  await db
    .update(reviewText)
    .set({ text: "", erasedAt: new Date() })
    .where(eq(reviewText.digest, digestOf(note)));
  const turn = made.turns.Ann?.[0] ?? "";
  const { refused } = await ann.save({ project, changes: [createChanges(turn, note).mark()] });
  expect(refused).toMatchObject([{ reason: expect.stringContaining("erased") }]);
  expect(await kept(turn)).toBe(0);
});

test("a draft and a discarded round are none for readers", async () => {
  const made = await round({ state: "draft" });
  const turn = made.turns.Ann?.[0] ?? "";
  expect((await ann.queue({ project })).map((each) => each.campaign)).not.toContain(made.campaign);
  await expect(ann.next({ project, campaign: made.campaign })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await db.delete(assignment).where(eq(assignment.campaignId, made.campaign));
  await db.delete(campaignReviewer).where(eq(campaignReviewer.campaignId, made.campaign));
  await db.delete(campaign).where(eq(campaign.id, made.campaign));
  const { refused, acknowledged } = await ann.save({ project, changes: [createChanges(turn).verdict("clean")] });
  expect([acknowledged, refused.map(({ reason }) => reason)]).toEqual([[], [expect.stringContaining("discarded")]]);
});
