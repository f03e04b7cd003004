import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adjudication, assessment } from "@/db/schema/assessments";
import { gateRuleSchema } from "@/domain/gates/gate-rule";
import { CLEAN, cases, createGateRig, type GateRig, wrong } from "./testing/gate-rig";

const at = { project: "notes" };
let rig: GateRig;
beforeAll(async () => {
  rig = await createGateRig();
});
afterAll(() => rig.database.drop());

const answerOf = (id: string, kind: "person" | "simulated" | null = null) =>
  rig.as(rig.people.researcher).result({ ...at, campaign: id, kind });

async function settleClean(id: string, place: number, on: readonly string[]) {
  const said = { verdict: "clean" as const, marks: [], decisions: [], reason: "Read again." };
  const of = { id: `${id}-settled-${place}`, projectId: "p", campaignId: id, caseId: `${id}-case-${place}` };
  await rig.db.insert(adjudication).values({ ...of, version: 1, assessmentIds: [...on], ...said });
}

describe("a settled answer", () => {
  const say = (place: number, { id }: { id: string }) => (place < 2 && id === "vera" ? wrong(`s${place}`) : CLEAN);

  test("stands only for the readings that it was made of", async () => {
    await rig.addRound({ id: "settled", cases: cases(10), say });
    const both = (place: number) => [`settled-said-${place}-vera`, `settled-said-${place}-rolf`];
    await settleClean("settled", 0, both(0));
    await settleClean("settled", 1, both(1));
    const before = await answerOf("settled");
    expect(before.result).toMatchObject({ rate: { numerator: 0 }, counts: { settled: 2, outlived: 0 } });
    const ofVera = and(eq(assessment.campaignId, "settled"), eq(assessment.id, "settled-said-1-vera"));
    const [row] = await rig.db.select().from(assessment).where(ofVera);
    if (!row) throw new Error("The reading is not there.");
    await rig.db.update(assessment).set({ current: false }).where(ofVera);
    await rig.db.insert(assessment).values({ ...row, id: "settled-again", version: 2, comment: "Looked again." });
    const after = await answerOf("settled");
    expect(after.result).toMatchObject({ rate: { numerator: 1 }, counts: { settled: 1, outlived: 1, tied: 1 } });
    expect(after.result?.cautions.join()).toContain("settled on other readings");
    const open = await rig.as(rig.people.researcher).disagreements({ ...at, campaign: "settled" });
    expect([open.open, open.settled]).toEqual([1, 1]);
  });
});

describe("simulations in an open round", () => {
  const readers = [{ id: "vera" }, { id: "robot", kind: "simulated" as const }];
  const say = (place: number, { id }: { id: string }) => (id === "vera" && place < 6 ? wrong(`v${place}`) : CLEAN);

  test("are shown as what they are, and tell nothing of what people said or settled", async () => {
    const round = { cases: cases(12), readers, state: "open" as const };
    await rig.addRound({ id: "both", ...round, say });
    await rig.addRound({
      id: "robots",
      ...round,
      say: (place, reader) => (reader.id === "robot" ? say(place, reader) : CLEAN),
    });
    await settleClean("both", 0, ["both-said-0-vera"]);
    const [mixed, alone] = [await answerOf("both", "simulated"), await answerOf("robots", "simulated")];
    expect(mixed).toMatchObject({ shown: "result", running: null, why: expect.stringContaining("simulations") });
    expect(mixed.result).toMatchObject({ kind: "simulated", counts: { settled: 0, outlived: 0 } });
    expect(JSON.stringify(mixed.result)).not.toMatch(/"vera"|-vera/);
    const comparable = (answer: typeof mixed) => JSON.stringify(answer.result);
    expect(comparable(mixed)).toBe(comparable(alone));
    for (const kind of [null, "person"] as const)
      expect(await answerOf("both", kind)).toMatchObject({ shown: "progress", result: null });
  });

  test("say of a closed round only that they are simulated, without the words of an open one", async () => {
    await rig.addRound({ id: "shut", cases: cases(3), readers, say });
    expect(await answerOf("shut", "simulated")).toMatchObject({ shown: "result", why: null });
  });
});

describe("rules", () => {
  const store = (id: string, rule: object) =>
    rig.as(rig.people.researcher).setRule({
      ...{ ...at, campaign: id, rule: gateRuleSchema.parse(rule), after: 1, reason: "The board asks for it." },
    });

  test.each(["open", "closed"] as const)(
    "once there are readings nobody changes how often a round is looked at: %s",
    async (state) => {
      const id = `looks-${state}`;
      await rig.addRound({ id, state, cases: cases(5), say: () => CLEAN });
      await expect(store(id, { looks: "sprt" })).rejects.toMatchObject({ cause: { problems: [{ where: "looks" }] } });
      expect(await store(id, { threshold: 0.2 })).toMatchObject({ version: 2, assessmentsBefore: 10 });
    },
  );

  test("on major errors are refused where readers need not grade", async () => {
    await rig.addRound({ id: "ungraded", cases: cases(3), protocol: { required: ["type"] }, say: () => CLEAN });
    const guards = { majorRate: { atMost: 0.1 } };
    const refused = store("ungraded", { severity: "major", guards });
    await expect(refused).rejects.toMatchObject({
      cause: { problems: [{ where: "severity" }, { where: "guards.majorRate" }] },
    });
  });

  test("the sequential test counts no further labels, and says why", async () => {
    await rig.addRound({ id: "sequence", cases: cases(5), rule: { looks: "sprt" }, say: () => CLEAN });
    const asked = { ...at, campaign: "sequence", rates: [0.05, 0.3] };
    expect(await rig.as(rig.people.researcher).moreLabels(asked)).toEqual({
      items: [],
      why: expect.stringContaining("until it stops"),
    });
  });
});
