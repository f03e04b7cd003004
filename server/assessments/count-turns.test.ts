import { afterAll, expect, test, vi } from "vitest";
import { connectDrizzle, connectSql } from "@/db/database";
import { countTurns } from "./count-turns";
import { requireReader } from "./reader";
import { createReviewRig } from "./testing/review-rig";

const MANY = 2_050;
const rig = await createReviewRig({ Ann: "reviewer" });
const asked: unknown[][] = [];
const client = connectSql(rig.url, { max: 2, debug: (_, __, parameters) => asked.push(parameters) });
const db = connectDrizzle(client);
afterAll(() => client.end());

await rig.round({ id: "long", readers: ["Ann"], cases: [{}], design: { assignment: "fixed" } });
await rig.sql`insert into campaign_case (id, project_id, campaign_id, position, kind, item, group_key, note_digest,
    source_digest, weight, readings, sentences)
  select 'more-' || n, project_id, campaign_id, n, kind, 'item ' || n, group_key, note_digest, source_digest, 1, 1, 1
  from campaign_case, generate_series(1, ${MANY - 1}) n where campaign_id = 'long'`;
await rig.sql`insert into assignment (id, project_id, campaign_id, case_id, reviewer_id, position, state)
  select 'turn-' || c.position, a.project_id, a.campaign_id, c.id, a.reviewer_id, c.position + 1, 'open'
  from campaign_case c, assignment a where c.position > 0 and a.campaign_id = 'long' and c.campaign_id = 'long'`;

const reader = await requireReader(db, { projectId: "p", userId: "Ann" }, "long");
const whole = () => asked.filter((parameters) => JSON.stringify(parameters).includes("open")).length;

test("many open turns are counted once, and what was submitted since is taken off at once", async () => {
  vi.setSystemTime(0);
  expect(await countTurns(db, reader)).toMatchObject({ done: 0, total: MANY });
  expect(whole()).toBe(1);
  await rig.sql`update assignment set state = 'submitted' where id in ('turn-1', 'turn-2', 'turn-3')`;
  expect(await countTurns(db, reader)).toMatchObject({ done: 3, total: MANY });
  expect(whole()).toBe(1);
});

test("a case that was taken out leaves the total at once, and turns added since within fifteen seconds", async () => {
  await rig.sql`update campaign_case set withdrawn_at = now() where id = 'more-9'`;
  expect(await countTurns(db, reader)).toMatchObject({ done: 3, total: MANY - 1 });
  await rig.sql`update assignment set state = 'released' where id = 'turn-10'`;
  vi.setSystemTime(15_000);
  expect(await countTurns(db, reader)).toMatchObject({ done: 3, total: MANY - 2 });
});
