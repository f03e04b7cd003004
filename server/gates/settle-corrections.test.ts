import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adjudication, assessment } from "@/db/schema/assessments";
import { campaignCase } from "@/db/schema/campaigns";
import { CLEAN, cases, createGateRig, type GateRig } from "./testing/gate-rig";

const at = { project: "notes", campaign: "round" };
let rig: GateRig;

/** Both call the note wrong without a mark; `texts` are what vera and rolf would have it read. */
const TEXTS: readonly (readonly [string | null, string | null])[] = [
  ["Takes none.", "Takes ibuprofen."],
  ["Takes none.", "Takes none."],
  [null, "Takes none."],
  ["One.", "Other."],
];

beforeAll(async () => {
  rig = await createGateRig();
  await rig.addRound({ id: "round", cases: cases(5), say: (place) => (place < 4 ? { verdict: "marked" } : CLEAN) });
  for (const [place, texts] of TEXTS.entries()) {
    for (const [reader, corrected] of [["vera", texts[0]] as const, ["rolf", texts[1]] as const]) {
      await rig.db
        .update(assessment)
        .set({ corrected })
        .where(eq(assessment.id, `round-said-${place}-${reader}`));
    }
  }
});
afterAll(() => rig.database.drop());

const settle = (place: number, more: object = {}) =>
  rig.as(rig.people.investigator).settling.settle({
    ...{ ...at, case: `round-case-${place}`, after: 0, verdict: "marked" as const, decisions: [] },
    ...{ reason: "The source names ibuprofen." },
    ...more,
  });
const settledOf = async (place: number) =>
  (await rig.as(rig.people.admin).settling.case({ ...at, case: `round-case-${place}` })).settled;

describe("notes that readers corrected differently", () => {
  test("stand among what is left to settle, by their own difference", async () => {
    const gates = rig.as(rig.people.researcher);
    const { items } = await gates.disagreements({ ...at, differs: "correction" });
    expect(items.map(({ caseId, differs }) => [caseId, differs])).toEqual([
      ["round-case-0", ["correction"]],
      ["round-case-3", ["correction"]],
    ]);
    expect((await gates.disagreements(at)).total).toBe(2);
  });

  test.each([
    ["the note as it was", { corrected: "The patient takes aspirin daily. Pain in the left knee." }],
    ["of a note that keeps nothing", { verdict: "clean", corrected: "Takes ibuprofen." }],
  ])("are not settled by a correction that is %s", async (what, more) => {
    const [row] = await rig.db.select().from(campaignCase).where(eq(campaignCase.id, "round-case-0"));
    const [note] = await rig.sql<
      { text: string }[]
    >`select text from review_text where digest = ${row?.noteDigest ?? ""}`;
    const given = what.startsWith("the note") ? { ...more, corrected: note?.text } : more;
    await expect(settle(0, given)).rejects.toMatchObject({ cause: { problems: [{ where: "corrected" }] } });
  });

  test("are settled by one of them or another text, beside the originals, with who and why", async () => {
    await settle(0, { corrected: "Takes ibuprofen." });
    await settle(3, { corrected: null });
    const shown = await rig.as(rig.people.admin).settling.case({ ...at, case: "round-case-0" });
    expect(shown.settled).toMatchObject({ corrected: "Takes ibuprofen.", by: "ines" });
    expect(shown.readings.map(({ corrected }) => corrected).sort()).toEqual(["Takes ibuprofen.", "Takes none."]);
    expect(await settledOf(3)).toMatchObject({ corrected: null, by: "ines", stale: false });
    expect((await rig.as(rig.people.researcher).disagreements(at)).open).toBe(0);
  });

  test("are open again once a reading changes, and kept all the same", async () => {
    const vera = eq(assessment.id, "round-said-0-vera");
    await rig.db.update(assessment).set({ current: false }).where(vera);
    expect(await settledOf(0)).toMatchObject({ corrected: "Takes ibuprofen.", stale: true });
    await rig.db.update(assessment).set({ current: true }).where(vera);
    expect(await settledOf(0)).toMatchObject({ stale: false });
    expect(await rig.db.select().from(adjudication)).toHaveLength(2);
  });
});
