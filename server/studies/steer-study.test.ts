import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { campaign } from "@/db/schema/campaigns";
import { run } from "@/db/schema/runs";
import { studyChange, studyGroup, studyLaunch, studyMade } from "@/db/schema/studies";
import { verifyAudit } from "../audit/verify-audit";
import { finishStudy } from "./finish-study";
import { forkStudy } from "./fork-study";
import { planClinicalLoop } from "./plan-clinical-loop";
import { readGraph } from "./read-graph";
import { readStudyGraph } from "./read-study-graph";
import { rerunNode } from "./rerun-node";
import { steerStudy } from "./steer-study";
import { createStudyRig, SIMULATED, type StudyRig } from "./testing/study-rig";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let rig: StudyRig;
beforeAll(async () => {
  rig = await createStudyRig({ test: 40 });
});
afterAll(() => rig.end());

const steer = (study: string, action: "pause" | "resume" | "cancel") =>
  steerStudy(rig.services, rig.scope, { study, action, reason: null });
const rerun = (study: string, node: string) => rerunNode(rig.services, rig.scope, { study, node, reason: "once more" });
const fork = (study: string, node: string, changes: Record<string, unknown> = {}) =>
  forkStudy(rig.services, rig.scope, { study, node, name: "Forked", changes });

test("paused, nothing new begins; resumed, it goes on; cancelled, its runs end and nothing is left open", async () => {
  const { studyId } = await rig.launch({ name: "Steered" });
  await rig.advance();
  await steer(studyId, "pause");
  await rig.endRuns();
  expect(await rig.advance()).toBe(0);
  await expect(steer(studyId, "pause")).rejects.toMatchObject({ kind: "InvalidState" });
  await steer(studyId, "resume");
  await rig.advance();
  expect((await rig.nodeOf(studyId, "sft")).state).toBe("working");
  await steer(studyId, "cancel");
  expect(await rig.states(studyId)).toMatchObject({ base: "done", sft: "cancelled", "gate-1": "cancelled" });
  const [sft] = await rig.madeBy(studyId, "sft");
  const [row] = await rig.db
    .select({ state: run.state })
    .from(run)
    .where(eq(run.id, sft?.thingId ?? ""));
  expect(row?.state).toBe("cancelled");
  expect(await rig.advance()).toBe(0);
  const trail = await rig.db
    .select({ action: studyChange.action })
    .from(studyChange)
    .where(eq(studyChange.studyId, studyId));
  expect(trail.map(({ action }) => action).sort()).toEqual(["cancel", "launch", "pause", "resume"]);
  expect((await verifyAudit(rig.db, [])).findings).toEqual([]);
});

test("a node and what stands on it begin anew; what they made is set aside and stays", async () => {
  const { studyId } = await rig.launch({ name: "Again", modelId: null });
  await rig.playOn();
  await expect(rerun(studyId, "notes")).rejects.toMatchObject({ kind: "InvalidState" });
  const of = { projectId: "p", studyId };
  const before = await readStudyGraph(rig.db, of);
  expect([before.groups, before.spent.busySeconds]).toEqual([{ harvest: 20, confirm: 20 }, 240]);
  const seen = await readGraph(rig.db, of);
  const { nodes } = await rerun(studyId, "read-1");
  // A dispatcher that saw it all done before comes late.
  expect(await finishStudy(rig.services, of, seen)).toBe(false);
  expect((await readStudyGraph(rig.db, of)).state).toBe("running");
  expect(nodes).toContain("gate-1");
  expect(nodes).not.toContain("write");
  expect(await rig.states(studyId)).toMatchObject({ write: "done", "read-1": "waiting", "gate-1": "waiting" });
  await rig.playOn();
  expect((await rig.nodeOf(studyId, "gate-1")).verdict).toBe("pass");
  const rounds = await rig.madeBy(studyId, "read-1");
  expect(rounds.map(({ replacedAt }) => replacedAt === null).sort()).toEqual([false, true]);
  expect(await rig.db.$count(campaign, eq(campaign.name, "Again, round 1"))).toBe(2);
  await rerun(studyId, "write-before");
  await rig.playOn();
  expect((await readStudyGraph(rig.db, of)).spent.busySeconds).toBe(300);
});

test("what still works is not begun a second time", async () => {
  const { studyId } = await rig.launch({ name: "Live" });
  await rig.advance();
  await expect(rerun(studyId, "base")).rejects.toMatchObject({ kind: "InvalidState" });
  await rig.playOn();
  await rig.db.update(campaign).set({ state: "open" }).where(eq(campaign.name, "Live, round 1"));
  await expect(rerun(studyId, "read-1")).rejects.toThrow("People may still read in “Live, round 1”.");
});

test("a fork shares what stands before it, with the same roles, and makes the rest anew", async () => {
  const { studyId } = await rig.launch({ name: "First" });
  await rig.playOn();
  const forked = await fork(studyId, "read-1", { rule: { threshold: 0.3 } });
  expect(forked.shared).toEqual(["notes", "base", "sft", "write", "write-before"]);
  const [before, after] = await Promise.all([rig.madeBy(studyId, "write"), rig.madeBy(forked.studyId, "write")]);
  expect(after.map(({ thingId, shared }) => [thingId, shared])).toEqual([[before[0]?.thingId, true]]);
  const rolesOf = (id: string) =>
    rig.db
      .select({ key: studyGroup.groupKey, role: studyGroup.role })
      .from(studyGroup)
      .where(eq(studyGroup.studyId, id))
      .orderBy(studyGroup.groupKey);
  expect(await rolesOf(forked.studyId)).toEqual(await rolesOf(studyId));
  await rig.playOn();
  expect((await rig.nodeOf(forked.studyId, "gate-1")).state).not.toBe("waiting");
  expect(await rig.db.$count(run, eq(run.studyId, forked.studyId))).toBe(0);
  const graph = await readStudyGraph(rig.db, { projectId: "p", studyId: forked.studyId });
  expect(graph.forkedFrom).toEqual({ studyId, node: "read-1" });
  expect(graph.spent.busySeconds).toBe(0);
});

test("changes that reach before the fork are refused with what they would change", async () => {
  const { studyId } = await rig.launch({ name: "Fixed" });
  await rig.playOn();
  await expect(fork(studyId, "read-1", { seed: 9 })).rejects.toThrow(/^Other seed would change/);
  await expect(fork(studyId, "read-1", { generate: { config: { maxNewTokens: 9 } } })).rejects.toThrow(
    "These changes also change “Write harvested notes”, which stands before the fork.",
  );
  await expect(fork(studyId, "read-1", { whenUndecided: "never" })).rejects.toMatchObject({ kind: "Validation" });
  const anew = await fork(studyId, "notes", { seed: 9 });
  expect(anew.shared).toEqual([]);
});

test("a plan says what is drawn, what it takes and what would be refused, and writes nothing", async () => {
  const asked = { name: "Plan", notesVersionId: "notes", readers: SIMULATED, training: { seeds: [1, 2] } };
  const launches = await rig.db.$count(studyLaunch);
  const plan = await planClinicalLoop(rig.db, "p", asked);
  expect(plan).toMatchObject({
    ...{ notes: { harvest: 20, confirm: 20, train: 4 }, cases: { first: 20, second: 60 }, problems: [] },
    ahead: { seconds: null },
  });
  const odd = { ...asked, modelId: "nowhere", sft: { config: { stepz: 3 } } };
  const { problems } = await planClinicalLoop(rig.db, "p", odd);
  expect(problems.map(({ where }) => where)).toEqual(["modelId", "sft.config.stepz"]);
  const ofPeople = { ...asked, readers: { kind: "people" as const, people: [{ userId: "ada", hoursPerWeek: 2 }] } };
  expect(await planClinicalLoop(rig.db, "p", ofPeople)).toMatchObject({ readingHours: 4, weeks: 2 });
  expect(await rig.db.$count(studyLaunch)).toBe(launches);
});

test("notes with nothing held out are refused before anything is written", async () => {
  await expect(rig.launch({ name: "None", heldOut: ["validation"] })).rejects.toThrow(/nothing|none is left/);
  await expect(rig.launch({ name: "Gone", notesVersionId: "nowhere" })).rejects.toMatchObject({ kind: "NotFound" });
  expect(await rig.db.$count(studyLaunch, and(eq(studyLaunch.template, "None")))).toBe(0);
  expect(await rig.db.$count(studyMade, eq(studyMade.thingId, "nowhere"))).toBe(0);
});
