import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { campaign, campaignCase } from "@/db/schema/campaigns";
import { gateRuleSchema } from "@/domain/gates/gate-rule";
import { verifyAudit } from "../audit/verify-audit";
import { DomainError } from "../errors";
import { storeGateRule } from "../gates/store-gate-rule";
import { addReaders } from "./change-readers";
import { discardCampaign } from "./discard-campaign";
import { extendCampaign } from "./extend-campaign";
import { removeReader } from "./remove-reader";
import { type Steering, steerCampaign } from "./steer-campaign";
import { createCampaignRig } from "./testing/campaign-rig";

const rig = await createCampaignRig(20);
const { db, make, services, scope, clock, turnsOf } = rig;
beforeAll(async () => {
  for (const id of ["ann", "bo", "cy"]) await rig.addReader(id);
});
afterAll(() => rig.database.drop());

const steer = (id: string, action: Steering["action"], reason: string | null = null) => {
  clock.now = new Date(clock.now.getTime() + 1_000);
  return steerCampaign(services, scope, { campaign: id, action, reason });
};
const readers = (...ids: string[]) => ids.map((userId) => ({ userId }));
const stateOf = async (id: string) => (await db.select().from(campaign).where(eq(campaign.id, id)))[0]?.state;
const readerId = async (id: string, userId: string) => {
  const [found] = await db.execute<{ id: string }>(
    sql`select id from campaign_reviewer where campaign_id = ${id} and user_id = ${userId}`,
  );
  return found?.id ?? "";
};
const submit = (ids: readonly string[]) =>
  db.execute(sql`update assignment set state = 'submitted', opened_at = now() where id in ${[...ids]}`);
const problemsOf = (error: unknown) => (error instanceof DomainError ? error.problems.map(({ where }) => where) : []);

test("a round opens with all that it needs, or says everything that it lacks", async () => {
  const { id } = await make({
    protocol: { practice: { cases: 2, passMark: 0.5 } },
    design: { overlap: 0.5, planted: 0.1 },
  });
  const refused = await steer(id, "open").catch((error) => error);
  expect(problemsOf(refused)).toEqual(["readers", "controls", "controls"]);
  expect(await stateOf(id)).toBe("draft");
  expect(await turnsOf(id)).toEqual([]);
});

test("overlap is read by two, items stay whole with their readers, and orders differ", async () => {
  const { id } = await make({
    readers: readers("ann", "bo", "cy"),
    design: { overlap: 0.5, repeats: 0.1, distance: 4 },
  });
  await steer(id, "open");
  const turns = await turnsOf(id);
  const sample = turns.filter(({ kind }) => kind === "sample");
  expect(sample).toHaveLength(60);
  for (const reader of ["ann", "bo", "cy"]) {
    const items = new Map<string, number>();
    for (const { item, reader: of, kind } of turns) {
      if (of === reader && kind === "sample") items.set(item, (items.get(item) ?? 0) + 1);
    }
    expect(new Set(items.values())).toEqual(new Set([2]));
  }
  expect(turns.filter(({ kind }) => kind === "repeat")).toHaveLength(4);
  const order = (reader: string) => turns.filter((turn) => turn.reader === reader).map(({ position }) => position);
  expect(order("ann")).toEqual(order("ann").map((_, place) => place));
});

test("pause, resume, close and reopen follow the rules; reopening says why, and the history keeps it", async () => {
  const { id } = await make({ readers: readers("ann") });
  await expect(steer(id, "pause")).rejects.toMatchObject({ kind: "InvalidState" });
  await steer(id, "open");
  await steer(id, "pause");
  await steer(id, "resume");
  await steer(id, "close");
  await expect(steer(id, "reopen")).rejects.toMatchObject({ kind: "Validation", problems: [{ where: "reason" }] });
  await steer(id, "reopen", "Ten notes were left.");
  const shown = await rig.as(rig.people.ada).byId({ project: "notes", campaign: id });
  expect(shown.state).toBe("open");
  expect(shown.history.map(({ action }) => action)).toEqual(["reopen", "close", "resume", "pause", "open", "create"]);
  expect(shown.history[0]).toMatchObject({ reason: "Ten notes were left.", changedByName: "ada" });
  expect(shown.progress).toEqual({ done: 0, total: 40 });
});

test("who is removed keeps what she read; what she had open goes to others who do not have it", async () => {
  const { id } = await make({ readers: readers("ann", "bo", "cy"), design: { overlap: 0.2 } });
  await steer(id, "open");
  const before = await turnsOf(id);
  const hers = before.filter(({ reader }) => reader === "ann");
  await submit(hers.slice(0, 5).map(({ id: turn }) => turn));
  const outcome = await removeReader(services, scope, { campaign: id, reader: await readerId(id, "ann") });
  expect(outcome).toEqual({ released: hers.length - 5, handedOver: hers.length - 5, unplaced: 0 });
  const after = await turnsOf(id);
  const live = after.filter(({ state }) => state !== "released");
  expect(live).toHaveLength(before.length);
  expect(live.filter(({ reader, state }) => reader === "ann" && state === "submitted")).toHaveLength(5);
  expect(new Set(live.map(({ case_id, reader }) => `${case_id} ${reader}`)).size).toBe(live.length);
  await expect(removeReader(services, scope, { campaign: id, reader: await readerId(id, "ann") })).rejects.toThrow(
    "does not read",
  );
});

test("with nobody left to take them, what was open stays with fewer readings, and that is said", async () => {
  const { id } = await make({ readers: readers("ann", "bo"), design: { overlap: 1 } });
  await steer(id, "open");
  const outcome = await removeReader(services, scope, { campaign: id, reader: await readerId(id, "bo") });
  expect(outcome).toEqual({ released: 40, handedOver: 0, unplaced: 20 });
});

test("who comes into an open round takes her share of what nobody began, and can come back", async () => {
  const { id } = await make({ readers: readers("ann", "bo") });
  await steer(id, "open");
  await addReaders(services, scope, { campaign: id, readers: [{ userId: "cy", role: "reader", hoursPerWeek: null }] });
  const live = async (reader: string) =>
    (await turnsOf(id)).filter((turn) => turn.reader === reader && turn.state === "open").length;
  expect(await live("cy")).toBeGreaterThanOrEqual(12);
  expect((await live("ann")) + (await live("bo")) + (await live("cy"))).toBe(40);
  await removeReader(services, scope, { campaign: id, reader: await readerId(id, "cy") });
  expect(await live("cy")).toBe(0);
  await addReaders(services, scope, { campaign: id, readers: [{ userId: "cy", role: "reader", hoursPerWeek: null }] });
  expect(await live("cy")).toBeGreaterThanOrEqual(12);
  expect((await live("ann")) + (await live("bo")) + (await live("cy"))).toBe(40);
});

test("extending draws only what was not drawn, says why, and gives it out behind what is there", async () => {
  const { id } = await make({ readers: readers("ann"), design: { sampling: { how: "random", size: 8 } } });
  await steer(id, "open");
  const asked = { campaign: id, items: 5, reason: "The gate was undecided." };
  expect(await extendCampaign(services, scope, asked)).toEqual({ cases: 10 });
  const turns = await turnsOf(id);
  expect(new Set(turns.map(({ item }) => item)).size).toBe(13);
  expect(turns.map(({ position }) => position)).toEqual(turns.map((_, place) => place));
  expect(await extendCampaign(services, scope, { ...asked, items: 100 })).toEqual({ cases: 14 });
  await expect(extendCampaign(services, scope, asked)).rejects.toThrow("in the round already");
  await expect(extendCampaign(services, scope, { ...asked, reason: " " })).rejects.toMatchObject({
    kind: "Validation",
  });
});

test("extending an oversampled round weighs all of it anew", async () => {
  const sampling = { how: "stratified" as const, strata: "section" as const, size: 6, oversample: { ALLERGY: 3 } };
  const { id } = await make({
    readers: readers("ann"),
    source: { from: "generations", runs: ["one"] },
    design: { sampling },
  });
  await steer(id, "open");
  await extendCampaign(services, scope, { campaign: id, items: 14, reason: "All." });
  const rows = await db.select().from(campaignCase).where(eq(campaignCase.campaignId, id));
  expect(rows).toHaveLength(20);
  for (const { weight } of rows) expect(weight).toBeCloseTo(1);
});

test("only a draft can be discarded, and with it goes everything of it", async () => {
  const { id } = await make({ readers: readers("ann") });
  await steer(id, "open");
  await expect(discardCampaign(services, scope, id)).rejects.toMatchObject({ kind: "InvalidState" });
  const draft = await make({ readers: readers("ann") });
  const of = { projectId: scope.projectId, campaignId: draft.id };
  await storeGateRule(services, of, { rule: gateRuleSchema.parse({}), reason: null, after: 0 }, scope.actor);
  await discardCampaign(services, scope, draft.id);
  expect((await verifyAudit(db, [])).findings).toEqual([]);
  expect(await stateOf(draft.id)).toBeUndefined();
  expect(await db.select().from(campaignCase).where(eq(campaignCase.campaignId, draft.id))).toEqual([]);
});

test("a round of labels from a file is not reopened", async () => {
  const { id } = await make();
  await db.update(campaign).set({ origin: "labels", state: "closed" }).where(eq(campaign.id, id));
  const refused = { kind: "InvalidState", message: expect.stringContaining("came in a file") };
  await expect(steer(id, "reopen", "One more.")).rejects.toMatchObject(refused);
  expect(await stateOf(id)).toBe("closed");
});
