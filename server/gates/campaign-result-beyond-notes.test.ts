import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { campaignCase } from "@/db/schema/campaigns";
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

describe("sentences and weights are decided by resampling patients", () => {
  const LONG = "First says one. Second says two. Third says three. Fourth says four. Fifth says five.";

  test("one mark over two sentences makes two wrong; the interval resamples patients", async () => {
    const rows = Array.from({ length: 40 }, (_, place) => ({
      ...{ note: `${LONG} Case ${place} ends.`, sentences: 6, groupKey: `patient ${place % 25}` },
    }));
    const say = (place: number) => (place % 10 === 0 ? wrong(`s${place}`, { span: { start: 0, end: 20 } }) : CLEAN);
    const round = { cases: rows, readers: [{ id: "vera" }], say, protocol: { unit: "sentence" } };
    await rig.addRound({ id: "sentences", ...round });
    const { rate, verdict, decision } = await resultOf("sentences");
    expect(rate).toMatchObject({ numerator: 8, denominator: 240, unit: "sentence", n: 240 });
    expect(rate.parameters.groups).toBe(25);
    expect(rate.interval?.method).toBe("cluster-bootstrap-bca");
    expect(decision.test).toBe("cluster-bootstrap-bound");
    expect(verdict).toBe("pass");
  });

  test("without one error the bound is that of patients without one, and never zero", async () => {
    const rows = Array.from({ length: 10 }, () => ({ sentences: 6 }));
    const round = { cases: rows, readers: [{ id: "vera" }], say: () => CLEAN, protocol: { unit: "sentence" } };
    await rig.addRound({ id: "spotless", ...round });
    const { rate, verdict } = await resultOf("spotless");
    expect(rate.interval).toMatchObject({ low: 0, method: "clopper-pearson-groups" });
    expect(rate.interval?.high).toBeCloseTo(1 - 0.05 ** 0.1, 10);
    expect(verdict).toBe("undecided");
  });

  test("weights are carried into the rate", async () => {
    const rows = Array.from({ length: 60 }, (_, place) => ({ weight: place < 30 ? 0.5 : 1.5 }));
    const say = (place: number) => (place < 12 || place === 59 ? wrong(`w${place}`) : CLEAN);
    await rig.addRound({ id: "weighted", cases: rows, readers: [{ id: "vera" }], say });
    const { rate, decision } = await resultOf("weighted");
    expect(rate.value).toBeCloseTo((12 * 0.5 + 1.5) / (30 * 0.5 + 30 * 1.5), 12);
    expect(rate.n).toBe(60);
    expect(decision.test).toBe("cluster-bootstrap-bound");
  });
});

test("guards hold back a good rate, and what cannot be told leaves it open", async () => {
  const omission = { kind: "omission" as const };
  const said = { verdict: "marked" as const, marks: [wrong("o", omission).marks?.[0] ?? []].flat() };
  const round = { cases: cases(60), readers: [{ id: "vera" }], say: (place: number) => (place < 30 ? said : CLEAN) };
  const guards = (given: object) => ({
    guards: { majorRate: null, omissionsPerNote: null, lengthRatio: null, ...given },
  });
  await rig.addRound({ id: "omitting", ...round, rule: guards({ omissionsPerNote: { atMost: 0.2 } }) });
  const broken = await resultOf("omitting");
  expect(broken.rate.value).toBe(0);
  expect(broken).toMatchObject({ verdict: "fail", guards: [{ name: "omissionsPerNote", state: "broken" }] });
  expect(broken.decision.because).toContain("omissions");
  await rig.addRound({ id: "lengthless", ...round, rule: guards({ lengthRatio: { atLeast: 0.8 } }) });
  expect(await resultOf("lengthless")).toMatchObject({ verdict: "undecided", guards: [{ state: "unknown" }] });
});

test("a shorter arm is held against the other arm of the same note", async () => {
  const rows = Array.from({ length: 40 }, (_, place) => ({
    ...{ item: `item ${Math.floor(place / 2)}`, arm: place % 2 === 0 ? "old" : "new" },
    note: `${"word ".repeat(place % 2 === 0 ? 40 : 20)}${place}`,
  }));
  const guards = { majorRate: null, omissionsPerNote: null, lengthRatio: { atLeast: 0.9 } };
  await rig.addRound({
    ...{ id: "short", cases: rows, readers: [{ id: "vera" }], say: () => CLEAN },
    rule: { arm: "new", guards },
  });
  const { lengthRatio, verdict } = await resultOf("short");
  expect(lengthRatio.value).toBeCloseTo(0.5, 1);
  expect(verdict).toBe("fail");
});

test("imperfect readers are corrected by the controls that they did not know", async () => {
  const rows = [
    ...cases(200),
    ...Array.from({ length: 40 }, () => ({ kind: "planted" as const })),
    ...Array.from({ length: 40 }, () => ({ kind: "clean" as const })),
  ];
  const say = (place: number) => {
    const hit = place < 200 ? place < 40 : place < 240 ? place < 236 : place < 242;
    return hit ? wrong(`c${place}`) : CLEAN;
  };
  await rig.addRound({
    id: "corrected",
    cases: rows,
    readers: [{ id: "vera" }],
    say,
    rule: { correction: "planted-controls" },
  });
  const { correction, rate, decision } = await resultOf("corrected");
  expect(correction).toMatchObject({
    sensitivity: { value: 0.9 },
    specificity: { value: 0.95 },
    observed: { value: 0.2 },
  });
  expect(rate.value).toBeCloseTo((0.2 + 0.95 - 1) / (0.9 + 0.95 - 1), 12);
  expect(rate.interval?.method).toBe("rogan-gladen-bootstrap");
  expect(decision.test).toBe("corrected-bound");
  await rig.addRound({
    id: "uncontrolled",
    cases: cases(30),
    readers: [{ id: "vera" }],
    say: () => CLEAN,
    rule: { correction: "planted-controls" },
  });
  expect(await resultOf("uncontrolled")).toMatchObject({ verdict: "undecided", rate: { state: "undefined" } });
});

test("a case that was taken out while the round stood closed changes the result at once", async () => {
  await rig.addRound({
    id: "shrinks",
    cases: cases(5),
    readers: [{ id: "vera" }],
    say: (place) => (place === 0 ? wrong("x") : CLEAN),
  });
  expect((await resultOf("shrinks")).rate.value).toBe(0.2);
  await rig.db.update(campaignCase).set({ withdrawnAt: new Date() }).where(eq(campaignCase.id, "shrinks-case-0"));
  expect((await resultOf("shrinks")).rate).toMatchObject({ value: 0, n: 4 });
});
