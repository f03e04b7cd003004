import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { campaign } from "@/db/schema/campaigns";
import { run } from "@/db/schema/runs";
import { studyMade } from "@/db/schema/studies";
import { verifyAudit } from "../audit/verify-audit";
import { readStudyResult } from "./read-study-result";
import { createStudyRig, type StudyRig } from "./testing/study-rig";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let rig: StudyRig;
beforeAll(async () => {
  rig = await createStudyRig({ test: 40 });
});
afterAll(() => rig.end());

test("a gate that passes ends the study, and nothing is trained", async () => {
  const { studyId, nodes } = await rig.launch({ name: "Good" });
  expect(nodes).toEqual([
    ...["notes", "base", "sft", "write", "write-before", "read-1", "gate-1", "pairs"],
    ...["train", "write-after", "kept", "read-2", "gate-2", "before-after"],
  ]);
  await rig.playOn();
  expect(await rig.states(studyId)).toMatchObject({
    ...{ notes: "done", base: "done", sft: "done", write: "done", "write-before": "done", "read-1": "done" },
    ...{ "gate-1": "done pass", pairs: "skipped", train: "skipped", "before-after": "skipped" },
  });
  const gate = await rig.nodeOf(studyId, "gate-1");
  expect(gate.why).toBe("Readers were simulated; no person decided.");
  expect(gate.headline?.replaceAll("\u00a0", " ")).toBe("0.0 % (0.0–13.9), 20 notes");
});

test("a gate that fails makes pairs of harvested notes, trains, and reads confirming notes mixed", async () => {
  const { studyId } = await rig.launch({
    ...{
      name: "Loop",
      sft: null,
      generate: { samples: 2 },
      training: { deltas: [0, 10], seeds: [1, 2], moreEpochs: 0 },
    },
    pairs: { recipe: { origins: ["generations"], validationShare: 0.2 } },
  });
  // Greedy notes are wrong, one sampled note of each source is right; training mends every other note.
  await rig.playOn(({ run, position }) => {
    if (run.includes("sample 2")) return false;
    // The second seed leaves one of its notes empty.
    if (run.includes("after, delta0-seed2") && position === 0) return null;
    return run.includes("after") ? position % 2 === 0 : true;
  });
  expect(await rig.states(studyId)).toMatchObject({
    ...{ "gate-1": "done fail", pairs: "done", reference: "done", train: "done", "write-after": "done" },
    ...{ kept: "done", "read-2": "done", "gate-2": "done fail", "before-after": "done" },
  });
  const trained = await rig.madeBy(studyId, "train");
  expect(trained.map(({ name }) => name)).toEqual(["delta0-seed1", "delta0-seed2", "delta10-seed1", "delta10-seed2"]);
  const names = await rig.db
    .select({ name: run.name })
    .from(run)
    .where(eq(run.id, trained[2]?.thingId ?? ""));
  expect(names).toEqual([{ name: "FactualDPO_SmolLM2-135M_delta10_seed1" }]);
  const result = await readStudyResult(rig.services, { projectId: "p", studyId });
  if (result.state !== "measured") throw new Error(result.reason);
  expect(result.sides.map(({ seed, mcnemar }) => [seed, mcnemar])).toEqual([
    [1, { mended: 10, broken: 0, both: 10, neither: 0, p: 2 ** -9 }],
    [2, { mended: 10, broken: 0, both: 9, neither: 0, p: 2 ** -9 }],
  ]);
  expect(result.sides.map(({ empty, excluded }) => [empty.after, empty.asWrong?.after.value, excluded.length])).toEqual(
    [
      [0, undefined, 0],
      [1, 0.5, 1],
    ],
  );
  expect(result.cautions.filter((each) => each.includes("_seed2 left 1"))).toHaveLength(1);
  expect(result.sides[0]?.difference).toMatchObject({ value: -0.5, n: 20, unit: "note" });
  expect(result.overSeeds).toMatchObject({ value: -20 / 39, n: 20, parameters: { seeds: 2, groups: 20 } });
  expect(result.verdict?.tone).toBe("good");
  expect(result.cautions[0]).toBe("Simulated readers said this, by the facts of the sample; no person read a note.");
  expect((await verifyAudit(rig.db, [])).findings).toEqual([]);
});

test("two dispatchers at once make every run, round and pair set once", async () => {
  const { studyId } = await rig.launch({ name: "Twice", training: { moreEpochs: 0 } });
  for (let turn = 0; turn < 6; turn++) {
    await Promise.all([rig.advance(), rig.advance(), rig.advance()]);
    await rig.endRuns(() => false);
  }
  const made = await rig.db.select().from(studyMade).where(eq(studyMade.studyId, studyId));
  const names = made.map(({ nodeKey, name }) => `${nodeKey} ${name}`);
  expect(new Set(names).size).toBe(names.length);
  expect(await rig.db.$count(run, eq(run.studyId, studyId))).toBe(4);
  expect(await rig.db.$count(campaign, eq(campaign.name, "Twice, round 1"))).toBe(1);
});

test("a run that failed says why and what to do, and the study goes on when it was retried", async () => {
  const { studyId } = await rig.launch({ name: "Broken" });
  await rig.advance();
  const failure = {
    fault: "config" as const,
    reason: "No memory.",
    remedy: "Smaller batches.",
    field: null,
    detail: "",
  };
  await rig.db.update(run).set({ state: "failed", failure }).where(eq(run.studyId, studyId));
  await rig.advance();
  const failed = await rig.nodeOf(studyId, "base");
  expect(failed.why).toBe("“Import SmolLM2 135M” is failed: No memory.");
  expect(failed.remedy).toMatch(/^Smaller batches. Retry the run on its page/);
  expect((await rig.nodeOf(studyId, "sft")).why).toBe("Waits for “Base model”, which failed.");
  await rig.db.update(run).set({ state: "queued" }).where(eq(run.studyId, studyId));
  await rig.advance();
  expect((await rig.nodeOf(studyId, "base")).state).toBe("working");
  await rig.playOn();
  expect((await rig.nodeOf(studyId, "gate-1")).verdict).toBe("pass");
});

test("an undecided gate waits, says what would decide it, and that no notes are left", async () => {
  const { studyId } = await rig.launch({ name: "Few", harvestNotes: 6, confirmNotes: 6 });
  await rig.playOn(({ position }) => position === 0);
  const gate = await rig.nodeOf(studyId, "gate-1");
  expect([gate.state, gate.verdict]).toEqual(["people", "undecided"]);
  expect(gate.why).toMatch(/^Undecided: .* No notes are left to read\. Sign a decision with its reason, or import/);
  expect((await rig.nodeOf(studyId, "pairs")).state).toBe("waiting");
});
