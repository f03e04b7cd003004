import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addChoiceRound, chose } from "./testing/add-choice-round";
import { CLEAN, cases, createGateRig, type GateRig } from "./testing/gate-rig";

const at = { project: "notes" };
let rig: GateRig;
beforeAll(async () => {
  rig = await createGateRig();
});
afterAll(() => rig.database.drop());

type Kind = "person" | "simulated";
const asked = (campaign: string, kind: Kind | null = null) => ({ ...at, campaign, kind });
const readAll = (id: string) => rig.as(rig.people.researcher).preferences(asked(id));
const add = (round: Parameters<typeof addChoiceRound>[1]) => addChoiceRound(rig.db, round);

describe("before the round is closed nobody sees what was chosen", () => {
  test.each(["open", "paused"] as const)("%s", async (state) => {
    await add({ id: `still-${state}`, state, cases: cases(3), say: () => chose("first") });
    for (const viewer of [rig.people.researcher, rig.people.investigator, rig.people.admin]) {
      for (const kind of [null, "person", "simulated"] as const) {
        const refused = rig.as(viewer).preferences(asked(`still-${state}`, kind));
        const told = { code: "CONFLICT", message: expect.stringContaining("not closed") };
        await expect(refused).rejects.toMatchObject(told);
      }
    }
  });

  test("a round of marks has none, a reader and a stranger are let into none", async () => {
    await rig.addRound({ id: "marks", cases: cases(2), say: () => CLEAN });
    await expect(readAll("marks")).rejects.toMatchObject({ code: "CONFLICT" });
    await add({ id: "shut", cases: cases(2), say: () => chose("first") });
    const reader = rig.as(rig.people.reader).preferences(asked("shut"));
    await expect(reader).rejects.toMatchObject({ code: "FORBIDDEN" });
    const stranger = rig.as(rig.people.stranger).preferences({ project: "trial", campaign: "shut" });
    await expect(stranger).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
