import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assessment } from "@/db/schema/assessments";
import { auditEntry } from "@/db/schema/audit";
import { campaign, campaignCase } from "@/db/schema/campaigns";
import { gate } from "@/db/schema/gates";
import { account } from "@/db/schema/people";
import { sha256 } from "../audit/append-audit";
import { canonicalJson } from "../audit/canonical-json";
import { hashNewPassword } from "../auth/hash-password";
import { CLEAN, cases, createGateRig, type GateRig, wrong } from "./testing/gate-rig";

const PASSWORD = "a sentence that ines remembers";
const at = { project: "notes", campaign: "round" };
let rig: GateRig;

beforeAll(async () => {
  rig = await createGateRig();
  const password = await hashNewPassword(PASSWORD);
  for (const userId of ["ines", "ada"]) {
    const row = { id: `${userId}-account`, userId, accountId: userId, providerId: "credential", password };
    await rig.db.insert(account).values(row);
  }
  await rig.addRound({ id: "round", cases: cases(30), say: (place) => (place < 2 ? wrong(`${place}n`) : CLEAN) });
});
afterAll(() => rig.database.drop());

const gates = () => rig.as(rig.people.investigator);
const sign = async (more: object = {}) => {
  const decision = "undecided" as const;
  const { digest } = await gates().toSign({ ...at, decision });
  return gates().sign({ ...at, decision, digest, password: PASSWORD, ...more });
};

describe("what is signed", () => {
  test("is a statement that says what it asserts, and that it clears nothing for clinical use", async () => {
    const { statement, verdict, ruleVersion } = await gates().toSign({ ...at, decision: "undecided" });
    expect([verdict, ruleVersion]).toEqual(["undecided", 1]);
    expect(statement).toContain("6.7\u00a0%");
    expect(statement).toContain("30\u00a0notes");
    expect(statement).toContain("By signing, ines says");
    expect(statement).toContain("no clearance for clinical use");
    expect(statement).not.toContain("SIMULATED");
  });

  test("names simulated readers in its first lines", async () => {
    await rig.addRound({
      ...{ id: "robots", cases: cases(5), readers: [{ id: "robot", kind: "simulated" as const }], say: () => CLEAN },
    });
    const { statement } = await gates().toSign({ ...at, campaign: "robots", decision: "undecided" });
    expect(statement).toContain("SIMULATED readers: no person read these notes");
  });
});

describe("signing", () => {
  test("asks for the password again, never takes a token, and stops guessing", async () => {
    const token = { id: "t", scope: "admin" as const, projectId: null };
    const byToken = rig.as({ ...rig.people.investigator, token });
    const given = { ...at, decision: "undecided" as const, digest: "x".repeat(64), password: PASSWORD };
    await expect(byToken.sign(given)).rejects.toMatchObject({
      code: "FORBIDDEN",
      message: expect.stringContaining("never with a token"),
    });
    const wrongly = () => rig.as(rig.people.admin).sign({ ...given, password: "not this one at all" });
    for (let turn = 0; turn < 5; turn++)
      await expect(wrongly()).rejects.toMatchObject({ cause: { problems: [{ where: "password" }] } });
    await expect(rig.as(rig.people.admin).sign(given)).rejects.toMatchObject({ code: "FORBIDDEN" });
    rig.clock.now = new Date(rig.clock.now.getTime() + 16 * 60_000);
    await expect(rig.as(rig.people.admin).sign(given)).rejects.toMatchObject({ code: "CONFLICT" });
    const told = await rig.db.select().from(auditEntry).where(eq(auditEntry.action, "gate.refuse_signature"));
    expect(told).toHaveLength(5);
    expect(JSON.stringify(told)).not.toContain("not this one");
    expect(await rig.db.select().from(gate)).toEqual([]);
  });

  test("another decision than the rule's needs a reason", async () => {
    await expect(sign({ decision: "pass" })).rejects.toMatchObject({ cause: { problems: [{ where: "reason" }] } });
  });

  test("what was not shown is not signed", async () => {
    await expect(sign({ digest: "0".repeat(64) })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("freezes the result with every row it rests on, and the chain names its digest", async () => {
    const { id, digest } = await sign();
    const whole = await gates().signedById({ ...at, gate: id });
    expect(whole).toMatchObject({ intact: true, changedSince: [], decision: "undecided", overridden: false });
    const { frozen, statement, decision, reason } = whole;
    expect(sha256(canonicalJson({ frozen, statement, decision, reason }))).toBe(digest);
    expect(sha256(canonicalJson({ frozen, statement, decision: "pass", reason }))).not.toBe(digest);
    expect(whole.frozen).toMatchObject({ rule: { version: 1 }, result: { rate: { numerator: 2, n: 30 } } });
    const { restsOn } = whole.frozen as { restsOn: { assessments: unknown[]; cases: unknown[] } };
    expect([restsOn.assessments.length, restsOn.cases.length]).toEqual([60, 30]);
    expect(JSON.stringify(whole.frozen)).not.toContain("The patient feels well");
    const [entry] = await rig.db.select().from(auditEntry).where(eq(auditEntry.subjectId, id));
    expect(entry).toMatchObject({ action: "gate.sign", actorId: "ines" });
    expect(entry?.facts).toContain(digest);
  });

  test("an override keeps its reason and says so in the statement", async () => {
    const reason = "The two errors are spelling.";
    const { digest } = await gates().toSign({ ...at, decision: "pass", reason });
    const other = { ...at, decision: "pass" as const, reason: "Another one.", digest, password: PASSWORD };
    await expect(gates().sign(other)).rejects.toMatchObject({ code: "CONFLICT" });
    const { id } = await gates().sign({ ...at, decision: "pass", reason, digest, password: PASSWORD });
    const { items } = await gates().signed(at);
    expect(items.find((each) => each.id === id)).toMatchObject({ overridden: true, verdict: "undecided", reason });
    expect(items.find((each) => each.id === id)?.statement).toContain(`not what the rule says. Reason: ${reason}`);
  });

  test("a signed gate cannot be changed or taken away, not even by SQL", async () => {
    await expect(rig.db.update(gate).set({ decision: "pass" })).rejects.toMatchObject({
      cause: { message: "A signed gate never changes." },
    });
    await expect(rig.db.delete(gate)).rejects.toMatchObject({ cause: { message: "A signed gate never changes." } });
    await rig.db.update(gate).set({ signedBy: null });
    expect((await gates().signed(at)).items.every(({ intact }) => intact)).toBe(true);
  });

  test("later changes are shown beside it, and leave it as it was", async () => {
    const frozen = (await rig.db.select().from(gate))[0]?.frozen;
    await rig.db.update(campaignCase).set({ withdrawnAt: new Date() }).where(eq(campaignCase.id, "round-case-0"));
    await rig.db.update(assessment).set({ comment: "edited" }).where(eq(assessment.id, "round-said-3-vera"));
    await rig.db.update(assessment).set({ current: false }).where(eq(assessment.id, "round-said-4-vera"));
    await rig.db.update(campaignCase).set({ weight: 2 }).where(eq(campaignCase.id, "round-case-5"));
    const [other] = await rig.db.select().from(campaignCase).where(eq(campaignCase.id, "round-case-7"));
    const noteDigest = other?.noteDigest ?? "";
    await rig.db.update(campaignCase).set({ noteDigest }).where(eq(campaignCase.id, "round-case-6"));
    await rig.db.update(campaign).set({ state: "open" }).where(eq(campaign.id, "round"));
    const [newest] = (await gates().signed(at)).items;
    expect(newest?.changedSince).toEqual([
      "1 reading of then does not stand any more",
      "1 reading is not what was signed",
      "1 case was taken out",
      "1 case has another weight",
      "1 case has another text",
      "the round was opened again",
    ]);
    expect((await rig.db.select().from(gate))[0]?.frozen).toEqual(frozen);
  });
});
