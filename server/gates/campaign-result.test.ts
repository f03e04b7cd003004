import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { campaign } from "@/db/schema/campaigns";
import { CLEAN, cases, createGateRig, type GateRig, wrong } from "./testing/gate-rig";

const at = { project: "notes" };
let rig: GateRig;
beforeAll(async () => {
  rig = await createGateRig();
});
afterAll(() => rig.database.drop());

const resultOf = async (id: string, more: { kind?: "person" | "simulated" } = {}) => {
  const { result } = await rig.as(rig.people.researcher).result({ ...at, campaign: id, ...more });
  if (!result) throw new Error("There is no result.");
  return result;
};

describe("a round of fifty notes, nine of them wrong", () => {
  beforeAll(async () => {
    const say = (place: number) => (place < 9 ? wrong(`n${place}`) : CLEAN);
    await rig.addRound({ id: "fifty", cases: cases(50), readers: [{ id: "vera" }], say });
  });

  test("is 18.0 %, with the 90 % interval of the rule, and undecided", async () => {
    const { rate, verdict, decision, counts } = await resultOf("fifty");
    expect(rate).toMatchObject({ value: 0.18, numerator: 9, denominator: 50, n: 50, unit: "note" });
    expect(rate.interval).toMatchObject({ level: 0.9, side: "two", method: "clopper-pearson" });
    expect(rate.interval?.low).toBeCloseTo(0.0972, 4);
    expect(rate.interval?.high).toBeCloseTo(0.2931, 4);
    expect(verdict).toBe("undecided");
    expect(decision).toMatchObject({ test: "exact-binomial", because: expect.stringContaining("15.0\u00a0%") });
    expect(counts).toMatchObject({ cases: 50, read: 50, unread: 0, readings: 50 });
  });

  test("says how many more decide it, with what was seen and from the start", async () => {
    const { more } = await resultOf("fifty");
    expect(more.map(({ rate, verdict, inAll }) => [Number(rate.toFixed(4)), verdict, inAll])).toEqual([
      [0.1, "pass", 304],
      [0.18, "fail", 988],
    ]);
    expect(more.map((each) => each.more)).toEqual([388, 925]);
    const asked = await rig.as(rig.people.researcher).moreLabels({ ...at, campaign: "fifty", rates: [0.3, 0.15] });
    expect(asked.items).toHaveLength(1);
    expect(asked.items[0]).toMatchObject({ rate: 0.3, verdict: "fail", inAll: 55 });
  });

  test("has no agreement, because nobody read twice, and says so", async () => {
    const { agreement } = await resultOf("fifty");
    expect(agreement.readTwice).toBe(0);
    for (const each of [agreement.overall.raw, agreement.overall.kappa, agreement.overall.alpha, agreement.overall.ac1])
      expect(each).toMatchObject({ state: "undefined", reason: "nothing was read by two readers", excluded: 50 });
  });

  test("answers the same whenever it is computed", async () => {
    const first = await resultOf("fifty");
    await rig.db.update(campaign).set({ name: "Other" }).where(eq(campaign.id, "fifty"));
    expect(await resultOf("fifty", { kind: "person" })).toEqual(first);
  });
});

test.each([
  [3, "pass"],
  [4, "undecided"],
  [12, "undecided"],
  [13, "fail"],
])("%i of 50 is %s", async (hits, verdict) => {
  const id = `of50-${hits}`;
  const say = (place: number) => (place < hits ? wrong(`n${place}`) : CLEAN);
  await rig.addRound({ id, cases: cases(50), readers: [{ id: "vera" }], say });
  expect((await resultOf(id)).verdict).toBe(verdict);
});

describe("what counts", () => {
  const readingsRule = (readings: "any" | "majority" | "all") => ({ readings });
  // Both wrong on 4, one of two on 6, none on 30.
  const say = (place: number, { id }: { id: string }) =>
    place < 4 || (place < 10 && id === "vera") ? wrong(`${id}${place}`) : CLEAN;

  test.each([
    ["any", 10, 0],
    ["majority", 10, 6],
    ["all", 4, 0],
  ] as const)("rule %s: %i of 40, %i tied", async (readings, hits, tied) => {
    const id = `rule-${readings}`;
    await rig.addRound({ id, cases: cases(40), rule: readingsRule(readings), say });
    const { rate, counts, cautions } = await resultOf(id);
    expect(rate.numerator).toBe(hits);
    expect(counts.tied).toBe(tied);
    expect(cautions.some((each) => each.includes("tied"))).toBe(tied > 0);
  });

  test("practice, controls, repeats and what was withdrawn are left out and counted", async () => {
    const kinds = ["practice", "planted", "clean", "repeat", "sample", "sample", "sample"] as const;
    const rows = kinds.map((kind, place) => ({ kind, ...(place === 6 ? { withdrawnAt: new Date() } : {}) }));
    await rig.addRound({ id: "kinds", cases: rows, readers: [{ id: "vera" }], say: () => wrong("all") });
    const { counts, rate } = await resultOf("kinds");
    expect(rate.n).toBe(2);
    expect(counts.left).toEqual({
      ...{ practice: 1, planted: 1, clean: 1, repeats: 1, withdrawn: 1 },
      ...{ otherReaders: 0, otherArms: 0 },
    });
  });

  test("people and simulations are never mixed", async () => {
    const readers = [{ id: "vera" }, { id: "robot", kind: "simulated" as const }];
    const mixed = (place: number, { id }: { id: string }) => (id === "robot" && place < 5 ? wrong(`r${place}`) : CLEAN);
    await rig.addRound({ id: "mixed", cases: cases(10), readers, say: mixed });
    const people = await resultOf("mixed");
    expect(people).toMatchObject({ kind: "person", rate: { value: 0 }, agreement: { readTwice: 0 } });
    expect(people.counts.left.otherReaders).toBe(10);
    expect(await resultOf("mixed", { kind: "simulated" })).toMatchObject({ kind: "simulated", rate: { value: 0.5 } });
    const { progress } = await rig.as(rig.people.researcher).result({ ...at, campaign: "mixed" });
    expect(progress.readings).toEqual([
      { kind: "person", readings: 10 },
      { kind: "simulated", readings: 10 },
    ]);
  });

  test("who cannot judge says nothing about the rate; a note that nobody judged is unread", async () => {
    const judged = (place: number) => (place === 0 ? ({ verdict: "cannot-judge" } as const) : CLEAN);
    await rig.addRound({ id: "unjudged", cases: cases(3), readers: [{ id: "vera" }], say: judged });
    const { rate, counts } = await resultOf("unjudged");
    expect(rate).toMatchObject({ n: 2, excluded: 1 });
    expect(counts).toMatchObject({ unread: 1, cannotJudge: 1 });
  });

  test("the severity filter, types, sections and arms each have their rate", async () => {
    const rows = Array.from({ length: 20 }, (_, place) => ({
      section: place % 2 === 0 ? "PLAN" : "ALLERGY",
      arm: place < 10 ? "old" : "new",
    }));
    const graded = (place: number) => {
      if (place === 0) return wrong("a", { severity: "major" });
      return place < 5 ? wrong(`b${place}`, { type: "contradiction" }) : CLEAN;
    };
    const round = { cases: rows, readers: [{ id: "vera" }], say: graded };
    await rig.addRound({ id: "parts", ...round });
    const all = await resultOf("parts");
    expect(all.rate.numerator).toBe(5);
    const numerators = (parts: typeof all.byType) =>
      Object.fromEntries(parts.map((part) => [part.id, part.rate.value]));
    expect(numerators(all.byType)).toMatchObject({ fabricated: 0.05, contradiction: 0.2, unsupported_detail: 0 });
    expect(numerators(all.bySeverity)).toEqual({ minor: 0.2, major: 0.05 });
    expect(numerators(all.bySection)).toEqual({ PLAN: 0.3, ALLERGY: 0.2 });
    expect(numerators(all.byArm)).toEqual({ old: 0.5, new: 0 });
    for (const part of [...all.byType, ...all.byArm]) expect(part.rate.interval?.method).toBe("clopper-pearson");
    await rig.addRound({ id: "parts-major", ...round, rule: { severity: "major", arm: "old" } });
    const major = await resultOf("parts-major");
    expect(major.rate).toMatchObject({ numerator: 1, n: 10 });
    expect(major.counts.left.otherArms).toBe(10);
  });
});
