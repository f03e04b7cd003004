import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { adjudication, assessment } from "@/db/schema/assessments";
import { auditEntry } from "@/db/schema/audit";
import { campaignCase, reviewText } from "@/db/schema/campaigns";
import { example } from "@/db/schema/datasets";
import { addReviewRound, digestOf } from "@/db/testing/review-round";
import { addSampledRound, TRUE_NOTE, WRONG_NOTE } from "@/db/testing/sampled-round";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { newId } from "@/domain/identifiers";
import { saveChanges } from "../assessments/save-changes";
import { appendAudit } from "../audit/append-audit";
import { verifyAudit } from "../audit/verify-audit";
import { addProject } from "../dispatch/testing/add-runs";
import { readCampaignResult } from "../gates/read-campaign-result";
import { eraseGroup } from "./erase-group";
import { findGroup } from "./find-group";

vi.setConfig({ testTimeout: 60_000 });

const SAID = "Gout of Mrs Miller";
const actor = { id: "ada", name: "Ada", by: "session" as const };
const now = () => new Date("2026-03-01T09:00:00Z");
let database: TestDatabase;
let home: string;
let round: Awaited<ReturnType<typeof addSampledRound>>;

const erase = (exampleId: string) =>
  eraseGroup(
    { sql: database.sql, now },
    home,
    { actor, reason: "asked for it" },
    { projectId: "p", exampleId, sameSource: false },
  );

function changesAt(turn: string, note: string, from = 1) {
  const bodies = [
    {
      kind: "mark",
      mark: {
        ...{ id: "a-mark-of-hers", kind: "error", span: { start: 0, end: 7 }, type: "fabricated" },
        ...{ severity: "major", evidence: "none", comment: SAID },
      },
    },
    { kind: "correct", corrected: SAID },
    { kind: "comment", comment: SAID },
    { kind: "verdict", verdict: "marked", reason: SAID, strength: null },
  ];
  return bodies.map((body, place) => ({
    ...{ id: newId(), assignmentId: turn, clock: from + place, madeAt: now().toISOString(), seconds: 3 },
    ...{ noteDigest: digestOf(note), hintsShown: false, body },
  }));
}

async function settle(caseId: string, assessmentId: string) {
  const mark = { id: "a-settled-mark", kind: "error" as const, span: { start: 0, end: 7 }, type: "fabricated" };
  await database.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(adjudication)
      .values({
        ...{ id: newId(), projectId: "p", campaignId: "sampled", caseId, version: 1, verdict: "marked", reason: SAID },
        marks: [{ ...mark, severity: "major", evidence: "none", comment: SAID }],
        ...{ corrected: SAID, decisions: [], assessmentIds: [assessmentId], decidedBy: "ada", createdAt: now() },
      })
      .returning();
    if (!row) throw new Error("Nothing was settled.");
    const fact = {
      actor,
      projectId: "p",
      action: "adjudication.settle",
      subject: "adjudication",
      subjectId: row.id,
      row,
    };
    await appendAudit(tx, now(), fact);
  });
}

beforeEach(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), "assay-erase-reviews-"));
  await addProject(database.db, "p", ["ada"]);
  const notes = [TRUE_NOTE, WRONG_NOTE, WRONG_NOTE];
  round = await addSampledRound(database.db, { projectId: "p", readers: ["ada"], notes });
  for (const [place, note] of notes.entries()) {
    const turn = round.turns.ada?.[place] ?? "";
    await saveChanges({ db: database.db, now }, { projectId: "p", userId: "ada" }, actor, changesAt(turn, note));
  }
  const [read] = await database.db
    .select()
    .from(assessment)
    .where(eq(assessment.caseId, round.cases[0] ?? ""));
  await settle(round.cases[0] ?? "", read?.id ?? "");
});
afterEach(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const held = async (table: string) => {
  const rows = await database.sql.unsafe(`select row_to_json(t)::text as row from ${table} t`);
  return rows.filter(({ row }) => String(row).includes(SAID)).length;
};
const textOf = async (text: string) =>
  (
    await database.db
      .select()
      .from(reviewText)
      .where(eq(reviewText.digest, digestOf(text)))
  )[0];

test("text, corrections, comments and reasons of its cases go, others stay, and the chain is whole", async () => {
  const before = { change: await held("assessment_change"), assessment: await held("assessment") };
  expect([before.change, before.assessment, await held("adjudication")]).toEqual([12, 3, 1]);
  await erase("sampled-example-0");
  expect(await textOf(TRUE_NOTE)).toMatchObject({ text: "", erasedAt: now() });
  expect((await textOf(WRONG_NOTE))?.text).toBe(WRONG_NOTE);
  const left = { change: await held("assessment_change"), assessment: await held("assessment") };
  expect([left.change, left.assessment, await held("adjudication")]).toEqual([8, 2, 0]);
  const [kase] = await database.db
    .select()
    .from(campaignCase)
    .where(eq(campaignCase.id, round.cases[0] ?? ""));
  expect([kase?.withdrawnAt, kase?.withdrawnReason]).toEqual([now(), "The text was erased."]);
  const [read] = await database.db
    .select()
    .from(assessment)
    .where(eq(assessment.caseId, round.cases[0] ?? ""));
  expect(read).toMatchObject({ verdict: "marked", corrected: null, comment: "", reason: "(erased)" });
  expect(read?.marks).toMatchObject([{ id: "a-mark-of-hers", span: { start: 0, end: 7 }, comment: "" }]);
  expect((await verifyAudit(database.db, [])).findings).toEqual([]);
  const entries = await database.db.select().from(auditEntry).where(sql`${auditEntry.action} like '%.erase'`);
  expect(entries.map(({ action }) => action).sort()).toEqual([
    "adjudication.erase",
    "assessment.erase",
    ...Array.from({ length: 4 }, () => "assessment_change.erase"),
    "campaign.erase",
  ]);
  expect(entries.every(({ actorName, facts }) => actorName === "Ada" && !facts.includes(SAID))).toBe(true);
});

test("a note that another case has, letter for letter, stays for that one", async () => {
  await erase("sampled-example-1");
  expect((await textOf(WRONG_NOTE))?.text).toBe(WRONG_NOTE);
  await erase("sampled-example-2");
  expect((await textOf(WRONG_NOTE))?.text).toBe("");
  expect((await verifyAudit(database.db, [])).findings).toEqual([]);
});

test("withdrawn cases count in nothing, and what a browser still sends of them is refused", async () => {
  await erase("sampled-example-1");
  await database.db.execute(sql`update campaign set state = 'closed' where id = 'sampled'`);
  const { result } = await readCampaignResult(database, { projectId: "p", campaignId: "sampled" });
  expect([result?.counts.cases, result?.counts.left.withdrawn]).toEqual([2, 1]);
  const turn = round.turns.ada?.[0] ?? "";
  await erase("sampled-example-0");
  const late = changesAt(turn, TRUE_NOTE, 9);
  const saved = await saveChanges({ db: database.db, now }, { projectId: "p", userId: "ada" }, actor, late);
  expect([saved.acknowledged, saved.refused[0]?.reason]).toEqual([[], "The text of this case was erased."]);
});

test("a case of a file with the same source goes too, unless another example has that source", async () => {
  const rows = await database.db.select().from(example).orderBy(example.position);
  const [first, second] = rows;
  const cases = [{ source: first?.source }, { source: second?.source }];
  const made = await addReviewRound(database.db, { id: "file", projectId: "p", readers: [], cases });
  await database.db.insert(example).values({
    ...{ ...rows[1], id: "twin", position: 9, groupKey: "somebody else" },
    ...{ projectId: "p", datasetVersionId: second?.datasetVersionId ?? "", source: second?.source ?? "" },
    ...{ sourceHash: second?.sourceHash ?? "", split: "test" as const },
  });
  const reach = async (exampleId: string) =>
    (await findGroup(database.sql, { projectId: "p", exampleId, sameSource: false })).reviews;
  expect((await reach("sampled-example-0")).caseIds).toEqual([made.cases[0], round.cases[0]].sort());
  expect((await reach("sampled-example-1")).caseIds).toEqual([round.cases[1]]);
  expect((await reach("sampled-example-0")).campaignIds).toEqual(["file", "sampled"]);
});

test("known answers lose their comments and edits", async () => {
  const mark = { id: "a-planted-one", kind: "error" as const, span: { start: 0, end: 4 }, type: "fabricated" };
  await database.db
    .update(campaignCase)
    .set({
      truth: { verdict: "marked", marks: [{ ...mark, severity: "major", evidence: "none", comment: SAID }] },
      provenance: { how: "edited", by: "Ada", edits: [{ start: 0, before: SAID, after: "Gout" }] },
    })
    .where(eq(campaignCase.id, round.cases[0] ?? ""));
  expect(await held("campaign_case")).toBe(1);
  await erase("sampled-example-0");
  expect(await held("campaign_case")).toBe(0);
  const [kase] = await database.db
    .select()
    .from(campaignCase)
    .where(eq(campaignCase.id, round.cases[0] ?? ""));
  expect(kase?.truth?.marks).toMatchObject([{ id: "a-planted-one", comment: "" }]);
});
