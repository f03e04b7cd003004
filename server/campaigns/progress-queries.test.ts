import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { assignment } from "@/db/schema/assessments";
import { campaignCase, campaignReviewer } from "@/db/schema/campaigns";
import { createReviewRig } from "../assessments/testing/review-rig";
import { readProgress, readReaderProgress } from "./progress-queries";

const rig = await createReviewRig({ Ann: "reviewer", Ben: "reviewer" });
const cases = [{}, {}, {}, { kind: "practice" as const, truth: { verdict: "clean" as const, marks: [] } }];
const { campaign, reviewers, turns } = await rig.round({ id: "round", readers: ["Ann", "Ben"], cases });

const submit = (turn: string | undefined) =>
  rig.db
    .update(assignment)
    .set({ state: "submitted" })
    .where(eq(assignment.id, turn ?? ""));
const ofRound = async () => (await readProgress(rig.db, [campaign])).get(campaign);
const ofReader = async (name: string) => {
  const { done, total } = (await readReaderProgress(rig.db, campaign)).get(reviewers[name] ?? "") ?? {};
  return { done, total };
};
const withdraw = (caseId: string) =>
  rig.db.update(campaignCase).set({ withdrawnAt: new Date() }).where(eq(campaignCase.id, caseId));

describe("how far a round is", () => {
  test("practice is no reading", async () => {
    await submit(turns.Ann?.[0]);
    await submit(turns.Ann?.[1]);
    expect(await ofRound()).toEqual({ done: 1, total: 6 });
    expect(await ofReader("Ann")).toEqual({ done: 1, total: 3 });
    expect(await ofReader("Ben")).toEqual({ done: 0, total: 3 });
  });

  test("turns at cases that were taken out are neither done nor left", async () => {
    await withdraw("round-case-2");
    expect(await ofRound()).toEqual({ done: 1, total: 4 });
    await withdraw("round-case-0");
    expect(await ofRound()).toEqual({ done: 0, total: 2 });
    expect(await ofReader("Ann")).toEqual({ done: 0, total: 1 });
    // Taken out of practice, it is taken off once.
    await withdraw("round-case-3");
    expect(await ofRound()).toEqual({ done: 0, total: 2 });
  });

  test("simulated turns at them are taken off once", async () => {
    await rig.db.update(campaignReviewer).set({ kind: "simulated" }).where(eq(campaignReviewer.userId, "Ben"));
    expect(await ofRound()).toEqual({ done: 0, total: 1 });
    expect(await ofReader("Ben")).toEqual({ done: 0, total: 1 });
  });

  test("a queue asks for what is left in it", async () => {
    await rig.round({ id: "queue", cases: [{}, { readings: 2 }, {}], design: { assignment: "queue" } });
    await withdraw("queue-case-2");
    expect((await readProgress(rig.db, ["queue"])).get("queue")).toEqual({ done: 0, total: 3 });
  });

  test("time is of who read on a page of Assay", async () => {
    const timeOf = async (name: string) => {
      const { seconds, medianSeconds } = (await readReaderProgress(rig.db, campaign)).get(reviewers[name] ?? "") ?? {};
      return { seconds, medianSeconds };
    };
    expect(await timeOf("Ann")).toEqual({ seconds: 0, medianSeconds: null });
    expect(await timeOf("Ben")).toEqual({ seconds: null, medianSeconds: null });
  });
});
