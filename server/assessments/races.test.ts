import { and, asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { assessment, assessmentChange, assignment } from "@/db/schema/assessments";
import { auditEntry } from "@/db/schema/audit";
import { campaignCase } from "@/db/schema/campaigns";
import { verifyAudit } from "../audit/verify-audit";
import { createChanges } from "./testing/changes";
import { createReviewRig } from "./testing/review-rig";

const names = ["Ann", "Bo", "Cy", "Di", "Ed", "Flo"];
const rig = await createReviewRig({ ...Object.fromEntries(names.map((name) => [name, "reviewer"])), Admin: "admin" });
const { db, reader, round, as } = rig;
const project = "p";
const QUEUE = { assignment: "queue" as const, leaseMinutes: 30, distance: 0 };
const cases = (count: number, more = {}) => Array.from({ length: count }, () => ({ ...more }));

const heldOf = (campaign: string) =>
  db
    .select()
    .from(assignment)
    .where(and(eq(assignment.campaignId, campaign), eq(assignment.state, "open")));

test("six readers who pull at once get every case once, and nobody holds another's", async () => {
  const { campaign } = await round({ readers: names, cases: cases(60), design: QUEUE });
  const pulled = await Promise.all(
    names.flatMap((name) => [1, 2].map(() => reader(name).next({ project, campaign, count: 5 }))),
  );
  const held = await heldOf(campaign);
  expect(new Set(held.map(({ caseId }) => caseId)).size).toBe(held.length);
  expect(held.length).toBeGreaterThanOrEqual(30);
  for (const { cases: got } of pulled) expect(got).toHaveLength(5);
  const taken = await db.select().from(campaignCase).where(eq(campaignCase.campaignId, campaign));
  expect(taken.filter(({ readingsTaken }) => readingsTaken === 1)).toHaveLength(held.length);
  expect(taken.filter(({ readingsTaken }) => readingsTaken > 1)).toEqual([]);
});

test("of the last case one gets it, and the others hear that it is held", async () => {
  for (let again = 0; again < 5; again += 1) {
    const { campaign } = await round({ readers: names, design: QUEUE });
    const answers = await Promise.all(names.map((name) => reader(name).next({ project, campaign, count: 3 })));
    expect(answers.map((answer) => answer.cases.length).sort()).toEqual([0, 0, 0, 0, 0, 1]);
    expect(answers.filter(({ none }) => none === "held")).toHaveLength(5);
  }
});

test("a case that two are to read is held by two, never three, and never twice by one", async () => {
  const { campaign } = await round({ readers: names, cases: cases(4, { readings: 2 }), design: QUEUE });
  await Promise.all(names.flatMap((name) => [1, 2, 3].map(() => reader(name).next({ project, campaign, count: 4 }))));
  const held = await heldOf(campaign);
  expect(held).toHaveLength(8);
  expect(new Set(held.map(({ caseId, reviewerId }) => `${caseId} ${reviewerId}`)).size).toBe(8);
});

test("two tabs of one reader hold the same cases in places of their own", async () => {
  const { campaign } = await round({ readers: ["Ann"], cases: cases(10), design: QUEUE });
  const tabs = await Promise.all([1, 2, 3].map(() => reader("Ann").next({ project, campaign, count: 3 })));
  const held = await heldOf(campaign);
  expect(held).toHaveLength(3);
  expect(new Set(held.map(({ position }) => position)).size).toBe(3);
  for (const tab of tabs) expect(tab.cases.map(({ position }) => position)).toEqual([1, 2, 3]);
});

test("a browser that asks on and on does not hold the whole queue", async () => {
  const { campaign } = await round({ readers: ["Ann"], cases: cases(60), design: QUEUE });
  let after: string | undefined;
  for (let turn = 0; turn < 5; turn += 1) {
    const { cases: got } = await reader("Ann").next({ project, campaign, count: 20, after });
    after = got.at(-1)?.assignmentId ?? after;
  }
  expect(await heldOf(campaign)).toHaveLength(40);
});

test("saves of one case from two tabs at once lose nothing, and versions follow each other", async () => {
  const { turns } = await round({});
  const turn = turns.Ann?.[0] ?? "";
  const tabs = [createChanges(turn), createChanges(turn)];
  const sent = tabs.flatMap(({ mark, verdict }) =>
    Array.from({ length: 6 }, (_, at) => [mark(), ...(at === 5 ? [verdict("marked")] : [])]),
  );
  await Promise.all(
    sent.flatMap((changes) => [reader("Ann").save({ project, changes }), reader("Ann").save({ project, changes })]),
  );
  const kept = await db.select().from(assessmentChange).where(eq(assessmentChange.assignmentId, turn));
  expect(kept).toHaveLength(14);
  const versions = await db
    .select()
    .from(assessment)
    .where(eq(assessment.assignmentId, turn))
    .orderBy(asc(assessment.version));
  expect(versions.map(({ version }) => version)).toEqual(versions.map((_, at) => at + 1));
  expect(versions.filter(({ current }) => current)).toMatchObject([{ version: versions.length }]);
  expect(versions.at(-1)?.marks).toHaveLength(12);
});

test("close against save: each is on time or late, none is lost, and the audit chain holds", async () => {
  for (let again = 0; again < 5; again += 1) {
    const { campaign, turns } = await round({ readers: names, cases: cases(2) });
    const saves = names.flatMap((name) =>
      (turns[name] ?? []).map((turn) =>
        reader(name).save({ project, changes: [createChanges(turn).verdict("clean")] }),
      ),
    );
    const close = as("Admin").campaigns.steer({ project, campaign, action: "close", reason: null });
    const [answers] = await Promise.all([Promise.all(saves), close]);
    const rows = await db.select().from(assessment).where(eq(assessment.campaignId, campaign));
    expect(rows).toHaveLength(12);
    const late = new Set(rows.filter((row) => row.late).map(({ assignmentId }) => assignmentId));
    for (const { states, refused } of answers) {
      expect(refused).toEqual([]);
      for (const { assignmentId, late: told } of states) expect(told).toBe(late.has(assignmentId));
    }
  }
  const chain = await db.select().from(auditEntry).orderBy(asc(auditEntry.sequence));
  expect(chain.slice(1).every(({ previous }, at) => previous === chain[at]?.digest)).toBe(true);
  expect((await verifyAudit(db, [])).findings).toEqual([]);
});

test("saves of many cases at once prolong what the reader holds, and none waits for another in a ring", async () => {
  const { campaign } = await round({ readers: ["Ann"], cases: cases(12), design: QUEUE });
  const { cases: held } = await reader("Ann").next({ project, campaign, count: 12 });
  for (let again = 0; again < 4; again += 1) {
    rig.passMinutes(2);
    const saves = held.map(({ assignmentId }) =>
      reader("Ann").save({ project, changes: [createChanges(assignmentId).change({ kind: "unsure", unsure: true })] }),
    );
    const pulls = [1, 2, 3].map(() => reader("Ann").next({ project, campaign, count: 12 }));
    for (const { acknowledged } of await Promise.all(saves)) expect(acknowledged).toHaveLength(1);
    await Promise.all(pulls);
  }
  const ends = (await heldOf(campaign)).map(({ leasedUntil }) => leasedUntil?.getTime() ?? 0);
  expect(Math.max(...ends) - Math.min(...ends)).toBeLessThanOrEqual(60_000);
});
