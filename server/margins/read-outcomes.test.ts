import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { campaignCase } from "@/db/schema/campaigns";
import { dataset, datasetVersion, example } from "@/db/schema/datasets";
import { generation } from "@/db/schema/evaluations";
import { pair } from "@/db/schema/pairs";
import { runInput } from "@/db/schema/runs";
import { addEvaluatedProject } from "@/db/testing/evaluated-project";
import { addReviewedCampaign, markOf } from "@/db/testing/reviewed-campaign";
import { createTestDatabase } from "@/db/testing/test-database";
import { addChoiceRound, chose } from "../gates/testing/add-choice-round";
import { readOutcomes } from "./read-outcomes";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db } = database;
const { projectId } = await addEvaluatedProject(db, "own");
const written = await db.select({ id: generation.id }).from(generation).where(eq(generation.runId, "own-generate"));
const readers = [{ id: "vera" }];

/** The first arm's notes are those of the model that own-sft made. */
async function tie(campaignId: string, column: "generationId" | "otherGenerationId") {
  const cases = await db
    .select({ id: campaignCase.id })
    .from(campaignCase)
    .where(eq(campaignCase.campaignId, campaignId));
  for (const [at, { id }] of cases.entries()) {
    await db
      .update(campaignCase)
      .set({ [column]: written[at]?.id })
      .where(eq(campaignCase.id, id));
  }
}

test("the rate is of the arm that the run's model wrote, and the other arm's never", async () => {
  await addReviewedCampaign(db, {
    ...{ id: "round", projectId, readers, state: "closed" },
    cases: [{ arm: "tuned" }, { arm: "tuned" }, { arm: "old" }, { arm: "old" }],
    say: (place) =>
      place === 0 || place > 1 ? { verdict: "marked", marks: [markOf(`m${place}`)] } : { verdict: "clean" },
  });
  const cases = await db.select().from(campaignCase).where(eq(campaignCase.campaignId, "round"));
  for (const [at, { id }] of cases.filter(({ arm }) => arm === "tuned").entries()) {
    await db.update(campaignCase).set({ generationId: written[at]?.id }).where(eq(campaignCase.id, id));
  }
  const outcome = (await readOutcomes(database, projectId, ["own-sft"])).get("own-sft");
  expect(outcome).toMatchObject({
    hallucination: { value: 0.5, n: 2 },
    hallucinationBy: { kind: "person", campaign: "round" },
  });
  expect(outcome?.winRate.state).toBe("undefined");
});

test("a win of the second arm is turned round, with its interval", async () => {
  await addChoiceRound(db, {
    ...{ id: "choices", projectId, readers, state: "closed" },
    cases: [{}, {}, {}],
    say: (place) => chose(place === 0 ? "first" : "second"),
  });
  await tie("choices", "otherGenerationId");
  const outcome = (await readOutcomes(database, projectId, ["own-sft"])).get("own-sft");
  expect(outcome).toMatchObject({
    winRateBy: { kind: "person", campaign: "choices", against: "base" },
    winRate: { value: expect.closeTo(2 / 3, 12), numerator: 2, denominator: 3 },
  });
  expect(outcome?.winRate.interval?.high).toBeGreaterThan(2 / 3);
});

test("an open round says nothing", async () => {
  const { projectId: other } = await addEvaluatedProject(db, "other");
  const [note] = await db.select({ id: generation.id }).from(generation).where(eq(generation.runId, "other-generate"));
  await addReviewedCampaign(db, {
    ...{ id: "open", projectId: other, readers: [{ id: "jon" }], state: "open" },
    cases: [{ arm: "tuned" }],
    say: () => ({ verdict: "clean" }),
  });
  await db.update(campaignCase).set({ generationId: note?.id }).where(eq(campaignCase.campaignId, "open"));
  expect((await readOutcomes(database, other, ["other-sft"])).get("other-sft")?.hallucination.state).toBe("undefined");
});

test("notes that the model learned from say nothing of it, and why is told", async () => {
  await db.insert(dataset).values({ id: "pairs", projectId, name: "pairs" });
  const [notes] = await db.select().from(datasetVersion).where(eq(datasetVersion.id, "own-version"));
  const [note] = await db.select().from(example).where(eq(example.id, "own-example-0"));
  if (!notes || !note) throw new Error("no notes");
  await db.insert(datasetVersion).values({ ...notes, id: "pairs-version", datasetId: "pairs", type: "preference" });
  const exampleId = "pair-of-a-read-note";
  await db.insert(example).values({ ...note, id: exampleId, datasetVersionId: "pairs-version" });
  await db.insert(pair).values({
    ...{ projectId, exampleId, datasetVersionId: "pairs-version", rejected: "wrong", hChosen: 0, hRejected: 1 },
    ...{ flipped: false, origin: "correction", noteHash: note.sourceHash },
  });
  await db.update(runInput).set({ datasetVersionId: "pairs-version" }).where(eq(runInput.runId, "own-sft"));
  const outcome = (await readOutcomes(database, projectId, ["own-sft"])).get("own-sft");
  expect(outcome?.hallucination).toMatchObject({ state: "undefined", reason: expect.stringContaining("own pairs") });
  expect(outcome?.winRate.state).toBe("undefined");
});
