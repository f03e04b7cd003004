import { afterAll, describe, expect, test } from "vitest";
import { connectDrizzle, connectSql } from "@/db/database";
import { countFree } from "./free-cases";
import { requireReader } from "./reader";
import { createReviewRig } from "./testing/review-rig";

const NAMES = ["Ann", "Ben", "Cid"];
const MANY = 2_050;

const rig = await createReviewRig({ Ann: "reviewer", Ben: "reviewer", Cid: "reviewer" });
const asked: string[] = [];
const client = connectSql(rig.url, { max: 4, debug: (_, query) => asked.push(query) });
const db = connectDrizzle(client);
afterAll(() => client.end());

await rig.round({ id: "long", readers: NAMES, cases: [{}], design: { assignment: "queue" } });
await rig.sql`insert into campaign_case (id, project_id, campaign_id, position, kind, item, group_key, note_digest,
    source_digest, weight, readings, sentences)
  select 'more-' || n, project_id, campaign_id, n, kind, 'item ' || n, group_key, note_digest, source_digest, 1, 1, 1
  from campaign_case, generate_series(1, ${MANY - 1}) n where campaign_id = 'long'`;

const readers = await Promise.all(NAMES.map((name) => requireReader(db, { projectId: "p", userId: name }, "long")));
const countAll = (now: number) => Promise.all(readers.map((reader) => countFree(db, reader, now)));
const ofWholeRound = () => asked.filter((query) => query.includes("as free") && !query.includes("limit")).length;

describe("what is free in a long queue", () => {
  test("is counted once for all who ask together, and again when it is old", async () => {
    expect(await countAll(0)).toEqual([MANY, MANY, MANY]);
    expect(ofWholeRound()).toBe(1);
    await rig.sql`update campaign_case set withdrawn_at = now() where campaign_id = 'long' and position <= 10`;
    expect(await countAll(14_999)).toEqual([MANY, MANY, MANY]);
    expect(ofWholeRound()).toBe(1);
    expect(await countAll(15_000)).toEqual([MANY - 11, MANY - 11, MANY - 11]);
    expect(ofWholeRound()).toBe(2);
  });

  test("what is nobody's to pull is not free, and of a short queue each has what she did not read", async () => {
    await rig.round({
      ...{ id: "short", readers: NAMES, design: { assignment: "queue" } },
      cases: [{}, {}, {}, { kind: "practice" }, { kind: "planted" }],
    });
    const [ann, ben] = await Promise.all(
      ["Ann", "Ben"].map((name) => requireReader(db, { projectId: "p", userId: name }, "short")),
    );
    if (!ann || !ben) throw new Error("Nobody reads.");
    await rig.sql`insert into assignment (id, project_id, campaign_id, case_id, reviewer_id, position, state)
      select 'took', project_id, campaign_id, id, ${ann.reviewerId}, 9, 'open' from campaign_case
      where campaign_id = 'short' and position = 1`;
    expect([await countFree(db, ann, 0), await countFree(db, ben, 0)]).toEqual([3, 4]);
  });
});
