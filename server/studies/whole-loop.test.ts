import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { example } from "@/db/schema/datasets";
import { pair } from "@/db/schema/pairs";
import { studyLaunch } from "@/db/schema/studies";
import { TRUE_NOTE, WRONG_NOTE } from "@/db/testing/sampled-round";
import { readStudyResult } from "./read-study-result";
import { createStudyRig, type StudyRig } from "./testing/study-rig";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let rig: StudyRig;
beforeAll(async () => {
  rig = await createStudyRig({ test: 40 });
});
afterAll(() => rig.end());

const skill = { sensitivity: 1, specificity: 1, corrects: 1 };
const asTheDemo = {
  ...{ harvestNotes: 16, confirmNotes: 18, whenUndecided: "go-on" as const, sft: { compare: true } },
  generate: { samples: 2 },
  readers: { kind: "simulated" as const, skills: [skill], seed: 7 },
  pairs: { recipe: { origins: ["correction" as const, "generations" as const], pairsPerPrompt: 2 } },
};

test("what simulated readers corrected is trained on, and the study goes to its second gate by itself", async () => {
  const { studyId } = await rig.launch({ ...asTheDemo, training: { seeds: [1, 2, 3], moreEpochs: 0 } });
  await rig.playOn(({ run, position }) => !run.includes("after") || position % 3 > 0);
  expect(await rig.states(studyId)).toMatchObject({
    ...{ "write-base": "done", gain: "done", "gate-1": "done fail", pairs: "done", train: "done" },
    ...{ "read-2": "done", "gate-2": "done fail", "before-after": "done" },
  });
  const version = (await rig.madeBy(studyId, "pairs")).find(({ kind }) => kind === "version");
  const pairs = await rig.db
    .select({ origin: pair.origin, chosen: example.reference, rejected: pair.rejected })
    .from(pair)
    .innerJoin(example, eq(example.id, pair.exampleId))
    .where(eq(pair.datasetVersionId, version?.thingId ?? ""));
  // Both notes of a source are wrong in the same words, and equal pairs stand once.
  expect(pairs).toHaveLength(16);
  for (const each of pairs) expect(each).toEqual({ origin: "correction", chosen: TRUE_NOTE, rejected: WRONG_NOTE });

  const result = await readStudyResult(rig.services, { projectId: "p", studyId });
  if (result.state !== "measured") throw new Error(result.reason);
  expect(result.sides.map(({ seed, difference }) => [seed, difference.value])).toEqual([
    [1, -1 / 3],
    [2, -1 / 3],
    [3, -1 / 3],
  ]);
  expect(result.overSeeds?.value).toBeCloseTo(-1 / 3, 9);
  expect(result.overSeeds?.n).toBe(18);
  expect(result.overSeedsP).toBeLessThan(0.05);
  const [launch] = await rig.db.select().from(studyLaunch).where(eq(studyLaunch.studyId, studyId));
  expect(launch?.state).toBe("finished");
});

test("for a single seed there is no p over seeds", async () => {
  const { studyId } = await rig.launch({ ...asTheDemo, name: "Alone", training: { moreEpochs: 0 } });
  await rig.playOn(() => true);
  const result = await readStudyResult(rig.services, { projectId: "p", studyId });
  if (result.state !== "measured") throw new Error(result.reason);
  expect([result.overSeeds, result.overSeedsP, result.sides[0]?.p]).toEqual([null, null, 1]);
});

test("an attempt answers for the further ones that were planned before any of them stands", async () => {
  const { studyId } = await rig.launch({ ...asTheDemo, name: "Planned", training: { moreEpochs: 1 } });
  await rig.playOn(({ run }) => !run.includes("after"));
  expect(await rig.states(studyId)).not.toHaveProperty("before-after-more-1");
  const result = await readStudyResult(rig.services, { projectId: "p", studyId });
  if (result.state !== "measured") throw new Error(result.reason);
  expect(result.verdict?.evidence).toMatch(/by Holm over 2 planned attempts/);
});
