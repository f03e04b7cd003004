import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { campaignCase } from "@/db/schema/campaigns";
import { generation } from "@/db/schema/evaluations";
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
  expect(outcome).toMatchObject({ hallucination: { value: 0.5, n: 2 }, readers: "person", campaign: "round" });
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
    against: "base",
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
