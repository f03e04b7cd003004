import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CLEAN, cases, createGateRig, type GateRig, wrong } from "./testing/gate-rig";

const at = { project: "notes" };
let rig: GateRig;
beforeAll(async () => {
  rig = await createGateRig();
});
afterAll(() => rig.database.drop());

async function agreementOf(campaign: string) {
  const { result } = await rig.as(rig.people.researcher).result({ ...at, campaign });
  if (!result) throw new Error("There is no result.");
  return result.agreement;
}

describe("the published round of 125 notes where κ and AC1 part", () => {
  beforeAll(async () => {
    const say = (place: number, { id }: { id: string }) => {
      const marks = id === "rolf" ? place < 5 : place >= 5 && place < 7;
      return marks ? wrong(`${place}${id}`) : CLEAN;
    };
    await rig.addRound({ id: "paradox", cases: cases(125), say });
  });

  test("has each coefficient with its definition, its n and an interval by documents", async () => {
    const { overall, readTwice } = await agreementOf("paradox");
    expect(readTwice).toBe(125);
    expect(overall.raw).toMatchObject({ definition: "review.raw_agreement@1", value: 0.944, n: 125, unit: "note" });
    expect(overall.kappa).toEqual(overall.cohen);
    expect(overall.kappa.value).toBeCloseTo(-0.0234, 4);
    expect(overall.ac1).toMatchObject({ definition: "review.gwet_ac1@1", interval: { method: "cluster-bootstrap" } });
    expect(overall.ac1.value).toBeCloseTo(0.9408, 4);
    expect(overall.positive.value).toBe(0);
    expect(overall.negative.value).toBeCloseTo((2 * 118) / (2 * 118 + 7), 12);
    for (const each of [overall.raw, overall.kappa, overall.alpha, overall.ac1, overall.scott]) {
      expect(each.interval).toMatchObject({ level: 0.95, side: "two" });
      expect(each.interval?.low).toBeLessThan(each.value ?? 0);
      expect(each.interval?.high).toBeGreaterThan(each.value ?? 1);
    }
  });

  test("is explained in its own numbers; a type that nobody named has no κ, with the reason", async () => {
    const { overall, byType, spans } = await agreementOf("paradox");
    expect(overall.paradox).toContain("Readers agree on 94.4\u00a0% of notes, yet Cohen’s κ is −0.02");
    const named = byType.find(({ id }) => id === "contradiction")?.agreement;
    expect(named?.raw.value).toBe(1);
    expect(named?.kappa).toMatchObject({
      state: "undefined",
      reason: expect.stringContaining("all answers are the same"),
    });
    expect(spans.exact).toMatchObject({ value: 0, n: 7, unit: "pair of readings" });
  });
});

test("more than two readers have Fleiss’ κ, α, and Cohen’s for each pair", async () => {
  const readers = ["vera", "rolf", "nora"].map((id) => ({ id }));
  const say = (place: number, { id }: { id: string }) => {
    if (id === "nora" && place >= 20) return null;
    return place % 3 === 0 || (place === 1 && id === "vera") ? wrong(`${place}${id}`) : CLEAN;
  };
  await rig.addRound({ id: "three", cases: cases(30), readers, say });
  const { overall, pairs } = await agreementOf("three");
  expect(overall.cohen).toMatchObject({ state: "undefined", reason: expect.stringContaining("more than two people") });
  expect(overall.kappa.definition).toBe("review.fleiss_kappa@1");
  expect(overall.alpha.value).toBeGreaterThan(0.9);
  expect(
    pairs
      .map(({ readers: two, raw }) => [
        two
          .map(({ name }) => name)
          .sort()
          .join(" "),
        raw.n,
      ])
      .sort(),
  ).toEqual([
    ["nora rolf", 20],
    ["nora vera", 20],
    ["rolf vera", 30],
  ]);
  const together = pairs.find(({ raw }) => raw.n === 20 && raw.value === 1);
  expect(together?.kappa.value).toBe(1);
});

test("spans agree exactly, by half, or by tokens; severities by rank", async () => {
  const say = (place: number, { id }: { id: string }) => {
    if (place > 2) return CLEAN;
    const end = id === "vera" || place === 0 ? 12 : place === 1 ? 18 : 60;
    return wrong(`${place}${id}`, {
      span: { start: 0, end },
      severity: place === 2 && id === "rolf" ? "major" : "minor",
    });
  };
  await rig.addRound({ id: "spans", cases: cases(10), say });
  const { spans, severity } = await agreementOf("spans");
  expect(spans.exact).toMatchObject({ value: 2 / 6, definition: "review.span_f1_exact@1" });
  expect(spans.soft).toMatchObject({ value: 4 / 6, parameters: { overlap: 0.5 } });
  expect(spans.token.value).toBeGreaterThan(spans.exact.value ?? 1);
  expect(severity.alpha).toMatchObject({ definition: "review.krippendorff_alpha_ordinal@1", n: 10 });
  expect(severity.quadraticKappa.value).toBeLessThan(1);
  expect(severity.quadraticKappa.value).toBeGreaterThan(0.6);
});

test("by sentence, absence is an answer: what nobody marked agrees too", async () => {
  const note = "First says one. Second says two. Third says three. Fourth says four.";
  const rows = Array.from({ length: 12 }, (_, place) => ({ note: `${note} Number ${place} ends.`, sentences: 5 }));
  const say = (place: number, { id }: { id: string }) =>
    place === 0 ? wrong(id, { span: { start: 0, end: id === "vera" ? 10 : 20 } }) : CLEAN;
  await rig.addRound({ id: "by-sentence", cases: rows, say, protocol: { unit: "sentence" } });
  const { overall } = await agreementOf("by-sentence");
  expect(overall.raw).toMatchObject({ n: 60, unit: "sentence", value: 59 / 60 });
  expect(overall.positive.value).toBeCloseTo(2 / 3, 12);
});
