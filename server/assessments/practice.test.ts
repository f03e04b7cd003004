import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { assignment } from "@/db/schema/assessments";
import { auditEntry } from "@/db/schema/audit";
import { campaignReviewer } from "@/db/schema/campaigns";
import { NOTE } from "@/db/testing/review-round";
import type { Mark } from "@/domain/assessments/mark";
import { verifyAudit } from "../audit/verify-audit";
import { createChanges, makeMark } from "./testing/changes";
import { createReviewRig } from "./testing/review-rig";

const { db, reader, round, passMinutes } = await createReviewRig({ Ann: "reviewer" });
const ann = reader("Ann");
const project = "p";

const error: Mark = makeMark({ id: "settled-1" });
const practised = {
  protocol: { practice: { cases: 2, passMark: 1 } },
  cases: [
    {},
    { kind: "practice" as const, truth: { verdict: "marked" as const, marks: [error] } },
    { kind: "practice" as const, truth: { verdict: "clean" as const, marks: [] }, note: "Pain in the left knee." },
    { kind: "planted" as const, truth: { verdict: "marked" as const, marks: [error] } },
  ],
};

test("practice comes first, with the settled answer behind each verdict, until it is passed", async () => {
  const { campaign, turns } = await round(practised);
  const [one = "", two = "", real = "", planted = ""] = turns.Ann ?? [];
  const first = await ann.next({ project, campaign, count: 5 });
  expect(first.cases.map(({ practice, position, total }) => [practice, position, total])).toEqual([
    [true, 1, 2],
    [true, 2, 2],
  ]);
  await expect(ann.practiceFeedback({ project, assignment: one })).rejects.toMatchObject({ code: "CONFLICT" });
  const wrong = createChanges(one);
  const shown = createChanges(two, "Pain in the left knee.");
  await ann.save({ project, changes: [wrong.verdict("clean")] });
  expect(await ann.practiceFeedback({ project, assignment: one })).toMatchObject({
    right: false,
    settled: { verdict: "marked", marks: [error] },
    missed: ["settled-1"],
    practice: { needed: true, passed: false, done: 1, total: 2, score: null },
  });
  await ann.save({ project, changes: [shown.verdict("clean"), wrong.mark(), wrong.verdict("marked")] });
  expect((await ann.practiceFeedback({ project, assignment: one })).right).toBe(false);
  expect(await ann.next({ project, campaign })).toEqual({ cases: [], none: "practice-failed" });
  expect((await ann.round({ project, campaign })).practice).toMatchObject({ passed: false, score: 0.5, passMark: 1 });
  for (const assignment of [real, planted]) {
    await expect(ann.practiceFeedback({ project, assignment })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }

  passMinutes(1);
  expect(await ann.practiceAgain({ project, campaign })).toEqual({ cases: 2 });
  const withdrawn = await db.select().from(auditEntry).where(eq(auditEntry.action, "assessment.withdraw"));
  expect(withdrawn.map(({ subjectId }) => subjectId)).toEqual(expect.arrayContaining([one, two]));
  passMinutes(1);
  await expect(ann.practiceAgain({ project, campaign })).rejects.toMatchObject({ code: "CONFLICT" });
  const fresh = await ann.next({ project, campaign, count: 5 });
  expect(fresh.cases.map(({ assignmentId }) => assignmentId)).toEqual([one, two]);
  const clock = Math.max(...(fresh.cases[0]?.changes ?? []).map((change) => change.clock));
  const right = [
    { ...wrong.mark(), clock: clock + 1 },
    { ...wrong.verdict("marked"), clock: clock + 2 },
    { ...shown.verdict("clean"), clock: clock + 2 },
  ];
  await ann.save({ project, changes: right });
  expect((await ann.round({ project, campaign })).practice).toMatchObject({ passed: true, score: 1 });
  const after = await ann.next({ project, campaign, count: 5 });
  expect(after.cases.map(({ assignmentId, practice, position }) => [assignmentId, practice, position])).toEqual([
    [real, false, 1],
    [planted, false, 2],
  ]);
  const passed = and(eq(campaignReviewer.campaignId, campaign), eq(campaignReviewer.userId, "Ann"));
  expect((await db.select().from(campaignReviewer).where(passed))[0]?.practisedAt).not.toBeNull();
  expect((await verifyAudit(db, [])).findings).toEqual([]);
});

test("a practised choice is compared as the notes stood, and answered with why", async () => {
  const why = "The other invents an allergy.";
  const { campaign, turns } = await round({
    protocol: { mode: "side-by-side", practice: { cases: 2, passMark: 0.5 } },
    cases: [
      { otherNote: "Else." },
      ...["Worse one.", "Worse two."].map((otherNote, place) => ({
        ...{ kind: "practice" as const, position: place, otherNote },
        truth: { verdict: "first" as const, marks: [] },
        provenance: { how: "settled" as const, by: "ada", why },
      })),
    ],
  });
  const [one = "", two = "", real = ""] = turns.Ann ?? [];
  await db.update(assignment).set({ swapped: true }).where(eq(assignment.id, two));
  const { cases } = await ann.next({ project, campaign, count: 5 });
  expect(cases.map(({ otherNote }) => otherNote?.text)).toEqual(["Worse one.", NOTE]);
  const choose = (assignmentId: string, note: string) =>
    ann.save({ project, changes: [createChanges(assignmentId, note).choice("first")] });
  await choose(one, NOTE);
  await choose(two, "Worse two.");
  expect(await ann.practiceFeedback({ project, assignment: one })).toMatchObject({
    ...{ right: true, why, settled: { verdict: "first", marks: [] } },
  });
  expect(await ann.practiceFeedback({ project, assignment: two })).toMatchObject({
    ...{ right: false, why, settled: { verdict: "second", marks: [] }, practice: { passed: true, score: 0.5 } },
  });
  const after = await ann.next({ project, campaign });
  expect(after.cases.map(({ assignmentId }) => assignmentId)).toEqual([real]);
});

test("a plain yes is compared as a verdict, and what is wrong in the note is told behind it", async () => {
  const { turns } = await round({
    protocol: { mode: "yes-no", practice: { cases: 1, passMark: 1 } },
    cases: [
      {
        ...{ kind: "practice" as const, truth: { verdict: "marked" as const, marks: [error] } },
        provenance: { how: "settled" as const, by: "ada", why: "Only ibuprofen is spoken of." },
      },
    ],
  });
  const [one = ""] = turns.Ann ?? [];
  await ann.save({ project, changes: [createChanges(one).verdict("marked")] });
  expect(await ann.practiceFeedback({ project, assignment: one })).toMatchObject({
    ...{ right: true, why: "Only ibuprofen is spoken of.", settled: { verdict: "marked", marks: [error] } },
    practice: { passed: true, score: 1 },
  });
});
