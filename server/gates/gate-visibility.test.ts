import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { campaignReviewer } from "@/db/schema/campaigns";
import { gateRuleSchema } from "@/domain/gates/gate-rule";
import { CLEAN, cases, createGateRig, type GateRig, wrong } from "./testing/gate-rig";

const at = { project: "notes" };
let rig: GateRig;
const say = (place: number, { id }: { id: string }) => (place < 8 && id === "vera" ? wrong(`v${place}`) : CLEAN);

beforeAll(async () => {
  rig = await createGateRig();
  await rig.addRound({ id: "open", state: "open", cases: cases(20), say });
  await rig.addRound({ id: "paused", state: "paused", cases: cases(20), say });
  await rig.addRound({ id: "closed", cases: cases(20), say });
  await rig.addRound({ id: "running", state: "open", cases: cases(20), rule: { looks: "sprt" }, say });
});
afterAll(() => rig.database.drop());

const everybody = () => [rig.people.researcher, rig.people.investigator, rig.people.admin];

describe("before a round is closed nobody sees what was found", () => {
  test.each(["open", "paused"])("%s: progress and the reason, and nothing else", async (campaign) => {
    for (const viewer of everybody()) {
      const answer = await rig.as(viewer).result({ ...at, campaign });
      expect(answer).toMatchObject({ shown: "progress", result: null, running: null });
      expect(answer.why).toContain("looks once");
      expect(answer.progress).toMatchObject({ cases: 20, complete: 20, readingsPlanned: 40 });
      expect(JSON.stringify(answer)).not.toMatch(/marked|fabricated|vera|rolf/);
    }
  });

  test("no list of disagreements, no case to settle, no further labels, no signature", async () => {
    for (const viewer of everybody()) {
      const gates = rig.as(viewer);
      const asked = { ...at, campaign: "open" };
      const refused = { code: "CONFLICT", message: expect.stringContaining("not closed") };
      await expect(gates.disagreements(asked)).rejects.toMatchObject(refused);
      await expect(gates.moreLabels({ ...asked, rates: [0.1] })).rejects.toMatchObject(refused);
      await expect(gates.settling.list(asked)).rejects.toMatchObject(refused);
      await expect(gates.settling.case({ ...asked, case: "open-case-0" })).rejects.toMatchObject(refused);
    }
    const sign = rig.as(rig.people.investigator).toSign({ ...at, campaign: "open", decision: "pass" });
    await expect(sign).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("the sequential rule shows its running verdict, and no rate by reader, type or section", async () => {
    const answer = await rig.as(rig.people.researcher).result({ ...at, campaign: "running" });
    expect(answer).toMatchObject({ shown: "running", result: null });
    expect(answer.running).toMatchObject({ verdict: "fail", sequential: { stoppedAt: 5, cases: 20 } });
    expect(Object.keys(answer.running ?? {})).toEqual(["verdict", "because", "sequential"]);
  });

  test("the investigator sees how readers read, and not what they found", async () => {
    const open = await rig.as(rig.people.investigator).profiles({ ...at, campaign: "open" });
    expect(open.closed).toBe(false);
    const vera = open.items.find(({ reader }) => reader.name === "vera")?.profile;
    expect(vera?.seconds).toMatchObject({ value: 30, n: 20 });
    for (const hidden of [vera?.strictness, vera?.leaning, vera?.markedDrift, vera?.blocks[0]?.marked])
      expect(hidden).toMatchObject({ state: "undefined", reason: "shown once the round is closed", n: 0 });
    const closed = await rig.as(rig.people.investigator).profiles({ ...at, campaign: "closed" });
    const [strict, lenient] = ["vera", "rolf"].map((name) => closed.items.find((each) => each.reader.name === name));
    expect(strict?.profile.strictness).toMatchObject({ value: 0.4, n: 20 });
    expect(strict?.profile.leaning.value).toBeCloseTo(0.4, 12);
    expect(lenient?.profile.leaning.value).toBeCloseTo(-0.4, 12);
    expect(strict?.profile.markedDrift.value).toBeCloseTo(-0.8, 12);
  });
});

describe("who may ask", () => {
  test("a reader is let into nothing of it, in any state", async () => {
    const gates = rig.as(rig.people.reader);
    for (const campaign of ["open", "closed"]) {
      const asked = { ...at, campaign };
      const forbidden = { code: "FORBIDDEN" };
      await expect(gates.result(asked)).rejects.toMatchObject(forbidden);
      await expect(gates.rules(asked)).rejects.toMatchObject(forbidden);
      await expect(gates.disagreements(asked)).rejects.toMatchObject(forbidden);
      await expect(gates.profiles(asked)).rejects.toMatchObject(forbidden);
      await expect(gates.signed(asked)).rejects.toMatchObject(forbidden);
      await expect(gates.toSign({ ...asked, decision: "pass" })).rejects.toMatchObject(forbidden);
      await expect(gates.settling.list(asked)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(gates.settling.case({ ...asked, case: `${campaign}-case-0` })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
  });

  test("profiles and signatures are the investigator's, not the researcher's", async () => {
    const gates = rig.as(rig.people.researcher);
    await expect(gates.profiles({ ...at, campaign: "closed" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const sign = gates.toSign({ ...at, campaign: "closed", decision: "pass" });
    await expect(sign).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("a campaign of another project is not there", async () => {
    const gates = rig.as(rig.people.stranger);
    const asked = { project: "trial", campaign: "closed" };
    const missing = { code: "NOT_FOUND" };
    await expect(gates.result(asked)).rejects.toMatchObject(missing);
    await expect(gates.rules(asked)).rejects.toMatchObject(missing);
    await expect(gates.disagreements(asked)).rejects.toMatchObject(missing);
    await expect(gates.profiles(asked)).rejects.toMatchObject(missing);
    await expect(gates.signed(asked)).rejects.toMatchObject(missing);
    const rule = gateRuleSchema.parse({});
    await expect(gates.setRule({ ...asked, rule, after: 1 })).rejects.toMatchObject(missing);
    await expect(gates.settling.case({ ...asked, case: "closed-case-0" })).rejects.toMatchObject(missing);
  });

  test("an adjudicator of the round gets it blind, one of another round does not", async () => {
    const gates = rig.as(rig.people.adjudicator);
    const asked = { ...at, campaign: "closed" };
    await expect(gates.settling.list(asked)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const row = { id: "closed-judd", projectId: "p", campaignId: "closed", userId: "judd", name: "judd" };
    await rig.db.insert(campaignReviewer).values({ ...row, kind: "person", role: "adjudicator" });
    const { items, open } = await gates.settling.list(asked);
    expect(open).toBe(8);
    const shown = await gates.settling.case({ ...asked, case: items[0]?.caseId ?? "" });
    expect(shown.readings.map(({ label }) => label)).toEqual(["A", "B"]);
    const { assessmentId: _, ...first } = shown.readings[0] ?? { assessmentId: "" };
    expect(Object.keys(first).sort()).toEqual(
      ["comment", "corrected", "label", "marks", "reason", "unsure", "verdict"].sort(),
    );
    const said = JSON.stringify({ ...shown, readings: shown.readings.map(({ assessmentId: __, ...rest }) => rest) });
    expect(said).not.toMatch(/vera|rolf|person|arm|generation|reviewer/);
  });
});

describe("the rule", () => {
  const rule = (more: object = {}) => gateRuleSchema.parse(more);

  test("is a new version; once there are assessments it needs a reason and is marked", async () => {
    await rig.addRound({ id: "ruled", state: "draft", cases: cases(3), rule: null, say: () => null });
    const asked = { ...at, campaign: "ruled" };
    const gates = rig.as(rig.people.researcher);
    expect((await gates.result(asked)).rule).toMatchObject({ version: 0, rule: { threshold: 0.15, alpha: 0.05 } });
    expect(await gates.setRule({ ...asked, rule: rule({ threshold: 0.1 }), after: 0 })).toEqual({
      version: 1,
      assessmentsBefore: 0,
    });
    await expect(gates.setRule({ ...asked, rule: rule(), after: 0 })).rejects.toMatchObject({ code: "CONFLICT" });
    const late = { ...at, campaign: "open", rule: rule({ threshold: 0.2 }), after: 1 };
    await expect(gates.setRule(late)).rejects.toMatchObject({ cause: { problems: [{ where: "reason" }] } });
    expect(await gates.setRule({ ...late, reason: "The board asks for it." })).toEqual({
      version: 2,
      assessmentsBefore: 40,
    });
    const { items } = await gates.rules({ ...at, campaign: "open" });
    expect(items.map((each) => [each.version, each.rule.threshold, each.createdBy])).toEqual([
      [2, 0.2, "rosa"],
      [1, 0.15, null],
    ]);
  });

  test.each([
    ["sentence", { unit: "sentence", looks: "sprt" }, "looks"],
    ["a threshold outside of the two rates", { looks: "sprt", threshold: 0.3 }, "sprt"],
    ["controls by sentence", { unit: "sentence", correction: "planted-controls" }, "correction"],
  ])("refuses what cannot be: %s", async (_, wrongRule, where) => {
    const given = { ...at, campaign: "closed", rule: rule(wrongRule), after: 1, reason: "try" };
    const refused = rig.as(rig.people.researcher).setRule(given);
    await expect(refused).rejects.toMatchObject({ code: "UNPROCESSABLE_CONTENT", cause: { problems: [{ where }] } });
  });
});
