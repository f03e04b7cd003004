import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assignment } from "@/db/schema/assessments";
import { campaignCase } from "@/db/schema/campaigns";
import { assignQueueCase, releaseExpired } from "./pull-case";
import { steerCampaign } from "./steer-campaign";
import { createCampaignRig } from "./testing/campaign-rig";

const rig = await createCampaignRig(20);
const { db, make, services, scope, clock } = rig;
beforeAll(async () => {
  for (const id of ["ann", "bo", "cy"]) await rig.addReader(id);
});
afterAll(() => rig.database.drop());

const open = (id: string) => steerCampaign(services, scope, { campaign: id, action: "open", reason: null });
const readers = (...ids: string[]) => ids.map((userId) => ({ userId }));
const readerId = async (id: string, userId: string) => {
  const [found] = await db.execute<{ id: string }>(
    sql`select id from campaign_reviewer where campaign_id = ${id} and user_id = ${userId}`,
  );
  return found?.id ?? "";
};
const submit = (ids: readonly string[]) =>
  db.execute(sql`update assignment set state = 'submitted', opened_at = now() where id in ${[...ids]}`);

test("in a queue no two hold one case, whoever asks at once; a lease that ran out frees it", async () => {
  const { id } = await make({ readers: readers("ann", "bo", "cy"), design: { assignment: "queue", overlap: 0 } });
  await open(id);
  const ids = await Promise.all(["ann", "bo", "cy"].map((user) => readerId(id, user)));
  const pull = (reviewerId: string) =>
    db.transaction((tx) =>
      assignQueueCase(tx, {
        ...{ projectId: "p", campaignId: id, reviewerId, distance: 3 },
        ...{ leaseMinutes: 30, sideBySide: false, now: clock.now },
      }),
    );
  const pulled = await Promise.all(Array.from({ length: 30 }, (_, turn) => pull(ids[turn % 3] ?? "")));
  expect(new Set(pulled.map((turn) => turn?.caseId)).size).toBe(30);
  const rest = await Promise.all(Array.from({ length: 12 }, (_, turn) => pull(ids[turn % 3] ?? "")));
  expect(rest.filter(Boolean)).toHaveLength(10);
  expect(await pull(ids[0] ?? "")).toBeNull();
  await submit(pulled.slice(0, 20).flatMap((turn) => turn?.id ?? []));
  clock.now = new Date(clock.now.getTime() + 31 * 60_000);
  expect(await db.transaction((tx) => releaseExpired(tx, { campaignId: id }, clock.now))).toBe(20);
  expect((await pull(ids[0] ?? ""))?.caseId).toBeDefined();
  const [over] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from campaign_case where campaign_id = ${id} and readings_taken > readings`,
  );
  expect(over?.n).toBe(0);
});

test("a reader's queue shows arms of one note apart, and a repeat only to who read its case", async () => {
  const { id } = await make({
    readers: readers("ann", "bo"),
    design: { assignment: "queue", overlap: 0, repeats: 0.2 },
  });
  await open(id);
  const [ann, bo] = await Promise.all(["ann", "bo"].map((user) => readerId(id, user)));
  const seen: { item: string; kind: string }[] = [];
  for (let turn = 0; turn < 30; turn++) {
    const reviewerId = (turn % 3 === 0 ? bo : ann) ?? "";
    const pulled = await db.transaction((tx) =>
      assignQueueCase(tx, {
        projectId: "p",
        campaignId: id,
        reviewerId,
        distance: 5,
        leaseMinutes: 30,
        sideBySide: false,
        now: clock.now,
      }),
    );
    if (pulled) await submit([pulled.id]);
    const [of] = await db
      .select()
      .from(campaignCase)
      .where(eq(campaignCase.id, pulled?.caseId ?? ""));
    if (of && reviewerId === ann) seen.push(of);
    if (of?.repeatOf) {
      const [first] = await db.select().from(assignment).where(eq(assignment.caseId, of.repeatOf));
      expect(first?.reviewerId).toBe(reviewerId);
    }
  }
  for (const [place, { item }] of seen.entries()) {
    expect(seen.slice(Math.max(0, place - 5), place).map((other) => other.item)).not.toContain(item);
  }
});
