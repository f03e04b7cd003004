import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { campaign } from "@/db/schema/campaigns";
import { example } from "@/db/schema/datasets";
import { pairSet } from "@/db/schema/pairs";
import { studyLaunch, studyMade, studyNode } from "@/db/schema/studies";
import { SAMPLED } from "@/db/testing/sampled-round";
import { createStudyRig, type StudyRig } from "./testing/study-rig";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let rig: StudyRig;
beforeAll(async () => {
  rig = await createStudyRig({ test: 40 });
});
afterAll(() => rig.end());

const facts = (metadata: Record<string, unknown>) => rig.db.update(example).set({ metadata });
const turn = (state: "open" | "paused") =>
  rig.db.update(campaign).set({ state }).where(eq(campaign.name, "Refused, round 1"));

test("simulated readers who were refused are not asked again before the round has changed", async () => {
  const { studyId } = await rig.launch({ name: "Refused" });
  await facts({});
  await rig.playOn();
  const refused = await rig.nodeOf(studyId, "read-1");
  expect([refused.state, refused.why]).toEqual(["failed", expect.stringMatching(/\S/)]);
  await facts(SAMPLED);
  expect(await rig.advance()).toBe(0);
  expect((await rig.nodeOf(studyId, "read-1")).state).toBe("failed");
  await turn("paused");
  await rig.advance();
  expect((await rig.nodeOf(studyId, "read-1")).state).toBe("people");
  await turn("open");
  await rig.advance();
  expect((await rig.nodeOf(studyId, "read-1")).state).toBe("done");
});

test("pairs that could not be frozen wait for somebody, and are done once they are frozen", async () => {
  const { studyId } = await rig.launch({
    ...{ name: "Unfrozen", sft: null, generate: { samples: 2 }, training: { moreEpochs: 0 } },
    pairs: { recipe: { origins: ["generations"], validationShare: 0.2 } },
  });
  await rig.playOn(({ run }) => !run.includes("sample 2"));
  const ofNode = and(eq(studyNode.studyId, studyId), eq(studyNode.key, "pairs"));
  const ofSet = eq(pairSet.studyId, studyId);
  const [set] = await rig.db.select().from(pairSet).where(ofSet);
  await rig.db.update(studyNode).set({ state: "failed", step: "freeze", why: "Refused." }).where(ofNode);
  await rig.db
    .delete(studyMade)
    .where(and(eq(studyMade.studyId, studyId), eq(studyMade.nodeKey, "pairs"), eq(studyMade.kind, "version")));
  await rig.db.update(pairSet).set({ state: "draft", datasetVersionId: null, frozenAt: null }).where(ofSet);
  await rig.db.update(studyLaunch).set({ state: "running" }).where(eq(studyLaunch.studyId, studyId));
  expect(await rig.advance()).toBe(0);
  expect((await rig.nodeOf(studyId, "pairs")).state).toBe("failed");
  const { state, datasetVersionId, frozenAt } = set ?? {};
  await rig.db.update(pairSet).set({ state, datasetVersionId, frozenAt }).where(ofSet);
  await rig.advance();
  expect((await rig.nodeOf(studyId, "pairs")).state).toBe("done");
});
