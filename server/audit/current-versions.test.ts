import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { assessment } from "@/db/schema/assessments";
import { createChanges } from "../assessments/testing/changes";
import { createReviewRig } from "../assessments/testing/review-rig";
import { verifyAudit } from "./verify-audit";

const rig = await createReviewRig({ Ann: "reviewer", Admin: "admin" });
const { db, reader, round } = rig;
const kinds = async () => (await verifyAudit(db, [])).findings.map(({ kind }) => kind);

test("which version of a reader's word counts cannot be switched unseen", async () => {
  const { turns } = await round({ readers: ["Ann"], cases: [{}] });
  const turn = turns.Ann?.[0];
  if (!turn) throw new Error("The round has no turn.");
  const say = createChanges(turn);
  const save = (...changes: ReturnType<typeof say.verdict>[]) => reader("Ann").save({ project: "p", changes });
  await save(say.verdict("clean"));
  await save(say.verdict("cannot-judge", "my patient"));
  expect(await kinds()).toEqual([]);
  const version = (of: number) => and(eq(assessment.assignmentId, turn), eq(assessment.version, of));
  await db.update(assessment).set({ current: false }).where(version(2));
  expect(await kinds()).toEqual(["row-edited"]);
  await db.update(assessment).set({ current: true }).where(version(1));
  expect(await kinds()).toEqual(["row-edited", "row-edited"]);
  await db.update(assessment).set({ current: false }).where(version(1));
  await db.update(assessment).set({ current: true }).where(version(2));
  await save(say.verdict(null));
  expect(await kinds()).toEqual([]);
  await db.update(assessment).set({ current: true }).where(version(2));
  expect(await kinds()).toEqual(["row-edited"]);
});
