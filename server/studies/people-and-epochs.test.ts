import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { campaign, campaignReviewer } from "@/db/schema/campaigns";
import { gate } from "@/db/schema/gates";
import { createStudyRig, type StudyRig } from "./testing/study-rig";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let rig: StudyRig;
beforeAll(async () => {
  rig = await createStudyRig({ test: 40 });
});
afterAll(() => rig.end());

test("where the second gate still fails, one more epoch comes as new nodes, once", async () => {
  const { studyId, nodes } = await rig.launch({
    ...{ name: "Stubborn", sft: null, generate: { samples: 2 }, training: { moreEpochs: 1 } },
    pairs: { recipe: { origins: ["generations"], validationShare: 0.2 } },
  });
  expect(nodes).not.toContain("train-more-1");
  await rig.playOn(({ run }) => !run.includes("sample 2"));
  const states = await rig.states(studyId);
  expect(states).toMatchObject({ "gate-2": "done fail", "train-more-1": "done", "gate-2-more-1": "done fail" });
  expect(Object.keys(states).filter((key) => key.includes("more-2"))).toEqual([]);
  expect(Object.keys(states)).toHaveLength(nodes.length + 6);
});

test("people's rounds wait for readers, and their gates for a signature that stands since the close", async () => {
  const people = [{ userId: "ada" }];
  const { studyId } = await rig.launch({ name: "People", readers: { kind: "people", people } });
  await rig.playOn();
  const read = await rig.nodeOf(studyId, "read-1");
  expect([read.state, read.why?.replaceAll("\u00a0", " ")]).toEqual([
    "people",
    "Waits for readers: 0 of 20 readings done.",
  ]);
  const [made] = await rig.madeBy(studyId, "read-1");
  const campaignId = made?.thingId ?? "";
  const readers = await rig.db.select().from(campaignReviewer).where(eq(campaignReviewer.campaignId, campaignId));
  expect(readers.map(({ kind }) => kind)).toEqual(["person"]);
  const closedAt = rig.services.now();
  await rig.db.update(campaign).set({ state: "closed", closedAt }).where(eq(campaign.id, campaignId));
  await rig.advance();
  expect((await rig.nodeOf(studyId, "gate-1")).why).toBe("The rule says undecided. Waits for a signature.");
  const signature = {
    ...({
      projectId: "p",
      campaignId,
      ruleVersion: 1,
      verdict: "undecided",
      decision: "pass",
      overridden: true,
    } as const),
    ...{ frozen: {}, digest: "d", statement: "s", signedName: "Ada", reason: "known" },
  };
  await rig.db.insert(gate).values({ id: "early", ...signature, signedAt: new Date(closedAt.getTime() - 60_000) });
  await rig.advance();
  expect((await rig.nodeOf(studyId, "gate-1")).state).toBe("people");
  await rig.db.insert(gate).values({ id: "late", ...signature, signedAt: rig.services.now() });
  await rig.advance();
  expect(await rig.states(studyId)).toMatchObject({ "gate-1": "done pass", pairs: "skipped" });
  expect((await rig.nodeOf(studyId, "gate-1")).why).toBe("Signed by Ada.");
});
