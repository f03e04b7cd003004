import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditEntry } from "@/db/schema/audit";
import { campaign, campaignStateChange } from "@/db/schema/campaigns";
import { gateRule } from "@/db/schema/gates";
import { project } from "@/db/schema/people";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { designSchema } from "@/domain/campaigns/design";
import { protocolSchema } from "@/domain/campaigns/protocol";
import { gateRuleSchema } from "@/domain/gates/gate-rule";
import { type AuditFact, appendAudit } from "./append-audit";
import { exportHead, readExportedHeads, readHead } from "./export-head";
import { verifyAudit } from "./verify-audit";

const NOW = new Date("2030-02-01T00:00:00Z");
const ADA = { id: "ada", name: "Ada", by: "session" } as const;

let database: TestDatabase;
let home: string;
beforeEach(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), "assay-audit-"));
});
afterEach(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const fact = (subjectId: string, more: Partial<AuditFact> = {}): AuditFact => ({
  ...{ actor: ADA, projectId: null, action: "member.add", subject: "project_member", subjectId },
  ...more,
});
const append = (...facts: AuditFact[]) => database.db.transaction((tx) => appendAudit(tx, NOW, ...facts));
const check = async (heads: { sequence: number; digest: string }[] = []) => {
  const { findings } = await verifyAudit(database.db, heads);
  return findings.map(({ sequence, kind }) => [sequence, kind]);
};

test("a chain as it was written is whole, in batches and one by one", async () => {
  await append(fact("a"));
  await append(fact("b", { facts: { role: "reviewer", at: NOW } }), fact("c"));
  expect(await verifyAudit(database.db, [])).toMatchObject({ entries: 3, findings: [], head: { sequence: 3 } });
});

test("transactions at once follow each other in one chain", async () => {
  await Promise.all(Array.from({ length: 12 }, (_, at) => append(fact(`p${at}`))));
  expect(await verifyAudit(database.db, [])).toMatchObject({ entries: 12, findings: [] });
});

test("an entry edited, removed or moved is found", async () => {
  for (const id of ["a", "b", "c", "d"]) await append(fact(id));
  const { db } = database;
  const where = (sequence: number) => eq(auditEntry.sequence, sequence);
  await db.update(auditEntry).set({ actorName: "Eve" }).where(where(2));
  expect(await check()).toEqual([[2, "entry-edited"]]);
  await db.update(auditEntry).set({ actorName: "Ada" }).where(where(2));
  expect(await check()).toEqual([]);
  const [third] = await db.delete(auditEntry).where(where(3)).returning();
  expect(await check()).toEqual([
    [4, "entry-removed"],
    [4, "entry-moved"],
  ]);
  if (third) await db.insert(auditEntry).values({ ...third, subjectId: "forged" });
  expect(await check()).toEqual([[3, "entry-edited"]]);
});

test("a chain that its owner wrote anew, or cut, is found by a head kept elsewhere", async () => {
  await append(fact("a"), fact("b"));
  const kept = await exportHead(database.db, home, NOW);
  await database.db.delete(auditEntry);
  await append(fact("a"), fact("forged"));
  expect(await check()).toEqual([]);
  const heads = await readExportedHeads(home);
  expect(heads).toEqual([kept]);
  expect(await check(heads)).toEqual([[2, "head-differs"]]);
  const forged = await readHead(database.db);
  if (kept && forged) expect(await check([kept, forged])).toEqual([[2, "head-differs"]]);
  await database.db.delete(auditEntry).where(eq(auditEntry.sequence, 2));
  expect(await check(heads)).toEqual([[2, "entry-removed"]]);
});

test("a head is exported once, and the file only grows", async () => {
  expect(await exportHead(database.db, home, NOW)).toBeNull();
  await append(fact("a"));
  await exportHead(database.db, home, NOW);
  expect(await exportHead(database.db, home, NOW)).toBeNull();
  await append(fact("b"));
  await exportHead(database.db, home, NOW);
  const lines = (await readFile(join(home, "audit", "heads.jsonl"), "utf8")).trim().split("\n");
  expect(lines).toHaveLength(2);
  expect(await readHead(database.db)).toMatchObject({ sequence: 2 });
});

test("a row that the chain vouches for is found edited, removed and added", async () => {
  const { db } = database;
  await db.insert(project).values({ id: "p", slug: "p", name: "P" });
  await db.insert(campaign).values({
    ...{ id: "c", projectId: "p", name: "c", title: "c", state: "open" as const, origin: "texts" as const },
    ...{ protocol: protocolSchema.parse({}), design: designSchema.parse({}), splitter: "sentences@1" },
    frame: { source: { from: "texts" as const }, items: 0, arms: [], strata: {}, lengthEnds: [], leftOut: [] },
  });
  const values = { projectId: "p", campaignId: "c", rule: gateRuleSchema.parse({}), assessmentsBefore: 0 };
  const write = (id: string, version: number) =>
    db.transaction(async (tx) => {
      const [row] = await tx
        .insert(gateRule)
        .values({ id, version, ...values })
        .returning();
      if (row) await appendAudit(tx, NOW, fact(id, { action: "gate_rule.write", subject: "gate_rule", row }));
    });
  await write("one", 1);
  await write("two", 2);
  expect(await verifyAudit(db, [])).toMatchObject({ rows: 2, findings: [] });
  await db
    .update(gateRule)
    .set({ rule: gateRuleSchema.parse({ threshold: 0.5 }) })
    .where(eq(gateRule.id, "one"));
  await db.delete(gateRule).where(eq(gateRule.id, "two"));
  await db.insert(campaignStateChange).values({
    ...{ id: "slipped in", projectId: "p", campaignId: "c", action: "close", to: "closed" as const },
  });
  expect(await check()).toEqual([
    [null, "row-added"],
    [1, "row-edited"],
    [2, "row-removed"],
  ]);
});
