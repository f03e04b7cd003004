import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { campaign, campaignReviewer } from "@/db/schema/campaigns";
import { gate } from "@/db/schema/gates";
import { studyLaunch } from "@/db/schema/studies";
import { forkStudy } from "./fork-study";
import { readStudyResult } from "./read-study-result";
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
  const [first, second] = await Promise.all(
    ["before-after", "before-after-more-1"].map((key) =>
      readStudyResult(rig.services, { projectId: "p", studyId }, key),
    ),
  );
  if (first?.state !== "measured" || second?.state !== "measured") throw new Error("Nothing was measured.");
  const attempts = /This is attempt 2 on the same confirming notes/;
  expect(first.cautions.join(" ")).not.toMatch(attempts);
  expect(second.cautions.join(" ")).toMatch(attempts);
  expect(second.verdict?.evidence).toMatch(/by Holm over 2 planned attempts/);
  const fork = (node: string, changes = {}) =>
    forkStudy(rig.services, rig.scope, { study: studyId, node, name: `From ${node}`, changes });
  const early = await fork("read-2");
  expect(await rig.states(early.studyId)).not.toHaveProperty("train-more-1");
  await rig.db.update(studyLaunch).set({ state: "paused" }).where(eq(studyLaunch.studyId, early.studyId));
  await expect(fork("train-more-1", { training: { moreEpochs: 0 } })).rejects.toThrow("no such node in the fork");
  const late = await fork("train-more-1");
  expect(await rig.states(late.studyId)).toMatchObject({ "gate-2": "done fail", "train-more-1": "waiting" });
  await rig.playOn(({ run }) => !run.includes("sample 2"));
  expect(await rig.states(late.studyId)).toMatchObject({ "train-more-1": "done", "gate-2-more-1": "done fail" });
  expect((await rig.madeBy(late.studyId, "train-more-1")).map(({ shared }) => shared)).toEqual([false]);
});

/** A study of people up to its first gate, whose round is closed with nothing read. */
async function playToGate(name: string, whenUndecided: "wait" | "go-on") {
  const people = [{ userId: "ada" }];
  const { studyId } = await rig.launch({ name, whenUndecided, readers: { kind: "people", people } });
  await rig.playOn();
  const [made] = await rig.madeBy(studyId, "read-1");
  const campaignId = made?.thingId ?? "";
  const closedAt = rig.services.now();
  await rig.db.update(campaign).set({ state: "closed", closedAt }).where(eq(campaign.id, campaignId));
  await rig.advance();
  const sign = async (id: string, decision: "pass" | "fail" | "undecided", signedAt = rig.services.now()) => {
    await rig.db.insert(gate).values({
      ...{ id: `${name} ${id}`, projectId: "p", campaignId, ruleVersion: 1, verdict: "undecided", decision, signedAt },
      ...{
        overridden: decision !== "undecided",
        frozen: {},
        digest: "d",
        statement: "s",
        signedName: "Ada",
        reason: "known",
      },
    });
    await rig.advance();
  };
  return { studyId, sign };
}

test("people who sign undecided go on where that was asked for, and else wait and hear what would decide it", async () => {
  const on = await playToGate("Goes on", "go-on");
  expect((await rig.nodeOf(on.studyId, "gate-1")).state).toBe("people");
  await on.sign("only", "undecided");
  expect(await rig.nodeOf(on.studyId, "gate-1")).toMatchObject({
    ...{ state: "done", verdict: "undecided", why: "Signed by Ada." },
  });
  expect((await rig.nodeOf(on.studyId, "pairs")).state).not.toBe("skipped");
  const waits = await playToGate("Waits", "wait");
  await waits.sign("first", "undecided");
  const gateOf = () => rig.nodeOf(waits.studyId, "gate-1");
  expect(await gateOf()).toMatchObject({ state: "people", verdict: "undecided" });
  expect((await gateOf()).why).toMatch(/^Ada signed it as undecided\. Undecided: .* No notes are left to read\./);
  await waits.sign("second", "pass");
  expect(await gateOf()).toMatchObject({ state: "done", verdict: "pass" });
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
  expect((await rig.nodeOf(studyId, "gate-1")).why).toMatch(
    /^The rule says undecided\. Waits for a signature\. Undecided: .* No notes are left to read\./,
  );
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
