import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { study } from "@/db/schema/runs";
import { forkStudy } from "./fork-study";
import { planFork } from "./plan-fork";
import { createStudyRig, type StudyRig } from "./testing/study-rig";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let rig: StudyRig;
let studyId: string;

beforeAll(async () => {
  rig = await createStudyRig({ test: 40 });
  ({ studyId } = await rig.launch({ name: "First" }));
  await rig.playOn();
});
afterAll(() => rig.end());

const forkAt = (node: string, changes: Record<string, unknown> = {}) => ({
  ...{ study: studyId, node, name: "Forked", changes },
});
const plan = (node: string, changes: Record<string, unknown> = {}) => planFork(rig.db, "p", forkAt(node, changes));

test("a plan says what is kept and made anew as the fork then does, and writes nothing", async () => {
  const before = await rig.db.$count(study);
  const { kept, anew, parts, problems } = await plan("read-1", { rule: { threshold: 0.3 } });
  expect(problems).toEqual([]);
  expect(parts).toContain("reading");
  expect(parts).not.toContain("writing");
  expect(await rig.db.$count(study)).toBe(before);
  const forked = await forkStudy(rig.services, rig.scope, forkAt("read-1", { rule: { threshold: 0.3 } }));
  expect(kept.map(({ key }) => key)).toEqual(forked.shared);
  expect(anew.map(({ key }) => key)).not.toContain("sft");
  expect(anew.map(({ key }) => key)).toContain("read-1");
});

test("what would be refused is said beside the plan without those changes", async () => {
  const { problems, kept } = await plan("read-1", { generate: { config: { maxNewTokens: 9 } } });
  expect(problems[0]?.what).toContain("stands before the fork");
  expect(kept.map(({ key }) => key)).toContain("write");
  expect((await plan("read-1", { rule: { threshold: 3 } })).problems[0]?.where).toBe("changes.rule.threshold");
});

test("from the notes on everything is made anew, and any part may be otherwise", async () => {
  const { kept, anew, parts, problems } = await plan("notes", { harvestShare: 0.3 });
  expect([kept, problems]).toEqual([[], []]);
  expect(parts).toContain("notes");
  expect(anew.map(({ key }) => key)).toContain("sft");
});
