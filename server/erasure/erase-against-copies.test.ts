import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { connectSql } from "@/db/database";
import { createCampaignRig } from "../campaigns/testing/campaign-rig";
import { eraseGroup } from "./erase-group";

const rig = await createCampaignRig(4);
const { sql } = rig.database;
const home = await mkdtemp(join(tmpdir(), "assay-erase-copies-"));
const aside = connectSql(rig.database.url, { max: 2 });
afterAll(async () => {
  await aside.end();
  await rig.database.drop();
  await rm(home, { recursive: true, force: true });
});

const erase = (exampleId: string) =>
  eraseGroup(
    { sql, now: () => new Date() },
    home,
    { actor: { id: "ada", name: "ada", by: "session" }, reason: "asked for it" },
    { projectId: "p", exampleId, sameSource: false },
  );

/** Holds a table, so that whoever comes to it stands in the middle of a transaction until it is let go. */
async function holdTable(name: string) {
  const holder = await aside.reserve();
  await holder`begin`;
  await holder`lock table ${holder(name)} in access exclusive mode`;
  return async () => {
    await holder`commit`;
    holder.release();
  };
}

async function waitFor(kind: "relation" | "advisory"): Promise<void> {
  for (;;) {
    const [waiting] = await aside<{ count: number }[]>`
      select count(*)::int as count from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where not l.granted and l.locktype = ${kind} and a.datname = current_database()`;
    if (waiting?.count) return;
    await setTimeout(10);
  }
}

const keptTexts = async () => (await sql<{ text: string }[]>`select text from review_text`).map(({ text }) => text);

test("a campaign that is made while a patient is erased waits, and is made without her", async () => {
  const letGo = await holdTable("erasure");
  const erased = erase("e1");
  await waitFor("relation");
  const made = rig.make();
  await waitFor("advisory");
  await letGo();
  await erased;
  const { cases } = await made;
  expect(cases).toBe(6);
  const [source] = await sql<{ count: number }[]>`
    select count(*)::int as count from campaign_case where example_id = 'e1'`;
  expect(source?.count).toBe(0);
  expect(await keptTexts()).not.toContain("Feels well. Day 2, said one.");
});

test("an erasure that comes while a campaign is made waits, and erases its copy", async () => {
  const letGo = await holdTable("campaign_state_change");
  const made = rig.make();
  await waitFor("relation");
  const erased = erase("e2");
  await waitFor("advisory");
  await letGo();
  const { id } = await made;
  await erased;
  const rows = await sql<{ withdrawn: boolean }[]>`
    select withdrawn_at is not null as withdrawn from campaign_case where campaign_id = ${id} and example_id = 'e2'`;
  expect(rows).toEqual([{ withdrawn: true }, { withdrawn: true }]);
  expect(await keptTexts()).not.toContain("Feels well. Day 3, said one.");
});

test("campaigns that are made together do not wait for one another", async () => {
  const letGo = await holdTable("campaign_state_change");
  const first = rig.make({ name: "One" });
  const second = rig.make({ name: "Other" });
  for (let standing = 0; standing < 2; ) {
    const [waiting] = await aside<{ relation: number; advisory: number }[]>`
      select count(*) filter (where l.locktype = 'relation')::int as relation,
        count(*) filter (where l.locktype = 'advisory')::int as advisory
      from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where not l.granted and a.datname = current_database()`;
    expect(waiting?.advisory).toBe(0);
    standing = waiting?.relation ?? 0;
    await setTimeout(10);
  }
  await letGo();
  expect((await first).id).not.toBe((await second).id);
});

test("texts under an erased patient's name are left out of a campaign, and told", async () => {
  await erase("e3");
  const text = (item: string, group: string) => ({ item, group, source: `Asked ${item}.`, note: `Said ${item}.` });
  const texts = [text("a", "patient 3"), text("b", "patient 9")];
  const { id, cases } = await rig.make({ source: { from: "texts", texts } });
  expect(cases).toBe(1);
  const [row] = await sql<{ frame: { leftOut: unknown } }[]>`select frame from campaign where id = ${id}`;
  expect(row?.frame.leftOut).toEqual([{ reason: "its patient or document was erased", notes: 1 }]);
});
