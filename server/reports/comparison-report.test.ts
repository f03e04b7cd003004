import { eq } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { report } from "@/db/schema/reports";
import { run } from "@/db/schema/runs";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { decidingDifference } from "@/domain/comparison/write-verdict";
import { verifyAudit } from "../audit/verify-audit";
import { addComparedMethods } from "../compare/testing/compared-methods";
import { createCaller } from "../router";
import { exportReport } from "./export-report";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
const { notes, A, B } = await addComparedMethods(db, "notes");
const ines = await addPerson(db, notes.projectId, "ines", "investigator");
const rosa = await addPerson(db, notes.projectId, "rosa", "researcher");
const as = (viewer: typeof ines) => createCaller({ db, sql, now: () => new Date(), viewer });
const asked = { project: "notes", runs: [...A, ...B] };

test("says what the comparison says, number by number", async () => {
  const compared = await as(ines).compare.report({ ...asked, readings: true });
  const { content } = await as(ines).reports.previewComparison(asked);
  const [group] = content.measures;
  expect(group?.rows.map(({ key }) => key)).toEqual(compared.table.map(({ metric }) => `metric.${metric}`));
  const numbers = compared.table.map((row) => [row.baseline, row.candidate, decidingDifference(row)]);
  expect(group?.rows.map(({ before, after, difference }) => [before, after, difference])).toEqual(
    JSON.parse(JSON.stringify(numbers)),
  );
  expect(content.verdict).toMatchObject({ claim: compared.verdict.headline });
  expect(content).toMatchObject({ standing: "final", rounds: [], flow: [], cost: { readingSeconds: null } });
  expect(content.restsOn.map(({ id }) => id)).toEqual(expect.arrayContaining(asked.runs));
  expect(content.methods.at(-1)?.sentences.join(" ")).not.toContain("intervals by the method");
});

test("is frozen by an investigator, numbered by what was asked, and leaves as a pack", async () => {
  const { digest } = await as(ines).reports.previewComparison(asked);
  await expect(as(rosa).reports.freezeComparison({ ...asked, digest })).rejects.toMatchObject({ code: "FORBIDDEN" });
  const first = await as(ines).reports.freezeComparison({ ...asked, digest });
  expect(first).toMatchObject({ number: 1, digest });
  const turned = { project: "notes", runs: [...A, ...[...B].reverse()] };
  expect((await as(ines).reports.previewComparison(turned)).content.number).toBe(2);
  const other = { project: "notes", runs: [...B, ...A] };
  expect((await as(ines).reports.previewComparison(other)).content.number).toBe(1);
  const of = { projectId: notes.projectId, reportId: first.id, viewer: ines };
  expect((await exportReport(db, of, "pack")).bytes.length).toBeGreaterThan(10_000);
  expect((await verifyAudit(db, [])).findings).toEqual([]);
});

test("of many arms each one stands in it, and not the best alone", async () => {
  const many = { ...asked, fold: false };
  const compared = await as(ines).compare.report({ ...many, readings: true });
  const { content } = await as(ines).reports.previewComparison(many);
  const [leading, table] = content.measures;
  expect(leading?.rows.map(({ key }) => key)).toEqual(compared.leading.map(({ arm }) => `leading.${arm}`));
  expect(leading?.rows.length).toBe(compared.arms.length - 1);
  expect(leading?.rows.map(({ difference }) => difference)).toEqual(
    JSON.parse(JSON.stringify(compared.leading.map(decidingDifference))),
  );
  const judged = leading?.rows.find(({ key }) => key === `leading.${compared.candidate}`)?.judgement;
  expect(judged).toBeDefined();
  expect(table?.rows.filter(({ judgement }) => judgement !== undefined).map(({ judgement }) => judgement)).toEqual([
    judged,
  ]);
  expect(content.subject.name).toBe(table?.title);
});

test("of a run that goes on is interim, and of one run alone is none", async () => {
  await db
    .update(run)
    .set({ state: "running" })
    .where(eq(run.id, A[0] ?? ""));
  const { content } = await as(ines).reports.previewComparison(asked);
  expect(content.standing).toBe("interim");
  const missing = { project: "notes", runs: [A[0] ?? "", "gone"] };
  await expect(as(ines).reports.previewComparison(missing)).rejects.toMatchObject({ code: "UNPROCESSABLE_CONTENT" });
  expect(await db.$count(report)).toBe(1);
});
