import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { assessment, assessmentChange } from "@/db/schema/assessments";
import { auditEntry } from "@/db/schema/audit";
import { campaignReviewer } from "@/db/schema/campaigns";
import { example } from "@/db/schema/datasets";
import { project } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { addReviewRound, digestOf } from "@/db/testing/review-round";
import { addSampledRound, TRUE_NOTE, WRONG_NOTE } from "@/db/testing/sampled-round";
import { createTestDatabase } from "@/db/testing/test-database";
import { saveChanges } from "../assessments/save-changes";
import { verifyAudit } from "../audit/verify-audit";
import { readCampaignResult } from "../gates/read-campaign-result";
import { TEST_PYTHON } from "../testing/test-python";
import { readProgress } from "./progress-queries";
import { simulateReaders } from "./simulate-readers";

vi.setConfig({ testTimeout: 60_000 });

const database = await createTestDatabase();
const { db, sql } = database;
const services = { db, sql, now: () => new Date("2026-03-01T09:00:00Z"), python: TEST_PYTHON };
const actor = { id: "ada", name: "ada", by: "session" as const };
const scope = { projectId: "p", actor };
const PERFECT = { sensitivity: 1, specificity: 1 };
const BLIND = { sensitivity: 0, specificity: 1 };

beforeAll(async () => {
  await db.insert(project).values({ id: "p", slug: "notes", name: "Notes" });
  await addPerson(db, "p", "ada", "admin");
});
afterAll(() => database.drop());

const simulate = (campaign: string, ...readers: { sensitivity: number; specificity: number }[]) =>
  simulateReaders(services, scope, { campaign, readers, seed: 3 });
const said = (campaign: string) =>
  db
    .select({ name: campaignReviewer.name, kind: campaignReviewer.kind, row: assessment })
    .from(assessment)
    .innerJoin(campaignReviewer, eq(campaignReviewer.id, assessment.reviewerId))
    .where(and(eq(assessment.campaignId, campaign), assessment.current));

test("they read every case by the facts, are named for what they are, and the chain vouches for each mark", async () => {
  const round = await addSampledRound(db, {
    ...{ id: "first", projectId: "p", readers: ["ada"], notes: [TRUE_NOTE, WRONG_NOTE, TRUE_NOTE] },
  });
  const { readers, readings, checker } = await simulate("first", PERFECT, BLIND);
  expect(readers.map(({ name }) => name)).toEqual([
    "Simulated reader 1 (sensitivity 1.00, specificity 1.00)",
    "Simulated reader 2 (sensitivity .00, specificity 1.00)",
  ]);
  expect([readings, checker.id]).toEqual([6, "sample-facts@1"]);
  const rows = await said("first");
  const marked = rows.filter(({ row }) => row.verdict === "marked");
  expect(marked.map(({ name, row }) => [name, row.noteDigest, row.caseId])).toEqual([
    [readers[0]?.name, digestOf(WRONG_NOTE), round.cases[1]],
  ]);
  const places = marked[0]?.row.marks.map(({ span, type, severity }) => [
    WRONG_NOTE.slice(span.start, span.end),
    type,
    severity,
  ]);
  expect(places).toEqual([
    ["5 years", "unsupported_detail", "minor"],
    ["warfarin", "fabricated", "major"],
  ]);
  expect((await verifyAudit(db, [])).findings).toEqual([]);
  const entries = await db.select().from(auditEntry).where(eq(auditEntry.actorBy, "simulation"));
  expect(new Set(entries.map(({ actorName }) => actorName))).toEqual(new Set(readers.map(({ name }) => name)));
  expect(await db.select().from(assessmentChange)).toHaveLength(8);
});

test("what they say is never mixed with what people say", async () => {
  const round = await addSampledRound(db, {
    ...{ id: "mixed", projectId: "p", readers: ["ada"], notes: [WRONG_NOTE, WRONG_NOTE] },
  });
  await simulate("mixed", PERFECT, PERFECT);
  const of = { projectId: "p", campaignId: "mixed" };
  const people = await readCampaignResult({ db, sql }, of);
  expect(people.progress).toMatchObject({ begun: 0, complete: 0, readings: [{ kind: "simulated", readings: 4 }] });
  const simulated = (await readCampaignResult({ db, sql }, of, { kind: "simulated" })).result;
  expect(simulated?.kind).toBe("simulated");
  expect([simulated?.rate.value, simulated?.rate.n, simulated?.agreement.overall.raw.value]).toEqual([1, 2, 1]);
  expect((await readProgress(db, ["mixed"])).get("mixed")).toEqual({ done: 0, total: 2 });

  const [turn = ""] = round.turns.ada ?? [];
  const change = {
    ...{ id: "a-clean-one", assignmentId: turn, clock: 1, madeAt: "2026-03-01T10:00:00Z", seconds: 4 },
    ...{ noteDigest: digestOf(WRONG_NOTE), hintsShown: false },
    body: { kind: "verdict", verdict: "clean", reason: null, strength: null },
  };
  await saveChanges(services, { projectId: "p", userId: "ada" }, actor, [change]);
  await db.execute(`update campaign set state = 'closed' where id = 'mixed'`);
  const closed = await readCampaignResult({ db, sql }, of);
  expect([closed.result?.kind, closed.result?.rate.value, closed.result?.rate.n]).toEqual(["person", 0, 1]);
  expect((await readProgress(db, ["mixed"])).get("mixed")).toEqual({ done: 1, total: 2 });
});

test("the same seed says the same of the same notes", async () => {
  const notes = Array.from({ length: 12 }, () => WRONG_NOTE);
  const half = { sensitivity: 0.5, specificity: 0.5 };
  const verdicts = async (id: string) => {
    await addSampledRound(db, { id, projectId: "p", readers: ["ada"], notes });
    await simulate(id, half);
    const rows = await said(id);
    return rows.map(({ row }) => [row.caseId.replace(id, ""), row.verdict]).sort();
  };
  const one = await verdicts("one");
  expect(await verdicts("two")).toEqual(one);
  expect(new Set(one.map(([, verdict]) => verdict)).size).toBe(2);
});

test("later ones are numbered on", async () => {
  await addSampledRound(db, { id: "more", projectId: "p", readers: ["ada"], notes: [TRUE_NOTE] });
  await simulate("more", PERFECT);
  const { readers } = await simulate("more", PERFECT);
  expect(readers[0]?.name).toMatch(/^Simulated reader 2 /);
});

test("other notes than the sample's are refused, and nothing is written", async () => {
  await addReviewRound(db, { id: "strange", projectId: "p", readers: ["ada"], cases: [{}, {}] });
  await expect(simulate("strange", PERFECT)).rejects.toThrow("2 of the 2 cases are no examples of sample@1");
  await addSampledRound(db, { id: "edited", projectId: "p", readers: ["ada"], notes: [TRUE_NOTE, TRUE_NOTE] });
  await db.update(example).set({ source: "Another dialogue." }).where(eq(example.id, "edited-example-1"));
  await expect(simulate("edited", PERFECT)).rejects.toThrow("1 of the 2 cases are no examples");
  for (const id of ["strange", "edited"]) expect(await said(id)).toEqual([]);
});

test.each(["draft", "paused", "closed"] as const)("a %s round is read by no simulation", async (state) => {
  await addSampledRound(db, { id: state, projectId: "p", readers: ["ada"], notes: [TRUE_NOTE], state });
  await expect(simulate(state, PERFECT)).rejects.toThrow(`this one is ${state}`);
});

test("choices between two notes are refused", async () => {
  const protocol = { mode: "side-by-side" as const };
  await addSampledRound(db, { id: "sides", projectId: "p", readers: ["ada"], notes: [TRUE_NOTE], protocol });
  await expect(simulate("sides", PERFECT)).rejects.toThrow("not which one is better");
});
