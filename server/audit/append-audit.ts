import { createHash } from "node:crypto";
import { desc, sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { auditEntry } from "@/db/schema/audit";
import { canonicalJson } from "./canonical-json";

export type AuditActor = { id: string | null; name: string; by: "session" | "token" | "terminal" | "schedule" };

export type AuditFact = {
  actor: AuditActor;
  projectId: string | null;
  /** `campaign.open`, `assessment.submit`: noun and verb. */
  action: string;
  subject: string;
  subjectId: string;
  /** Without clinical text. */
  facts?: Readonly<Record<string, unknown>>;
  /** The row or rows written, of which only the digest is kept. */
  content?: unknown;
};

const CHAIN_LOCK = 4_201_993;
export const FIRST_DIGEST = "0".repeat(64);

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export type ChainedEntry = Omit<typeof auditEntry.$inferSelect, "digest">;

/** Over every column, in one form. */
export const digestOf = (entry: ChainedEntry): string => sha256(canonicalJson(entry));

/**
 * Adds to the chain, in the transaction that writes what it tells of. Transactions that write to it follow each other:
 * call it last, so that the next one waits shortly.
 */
export async function appendAudit(tx: Transaction, now: Date, fact: AuditFact): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`);
  const [last] = await tx.select().from(auditEntry).orderBy(desc(auditEntry.sequence)).limit(1);
  const entry = {
    sequence: (last?.sequence ?? 0) + 1,
    at: now,
    projectId: fact.projectId,
    actorId: fact.actor.id,
    actorName: fact.actor.name,
    actorBy: fact.actor.by,
    action: fact.action,
    subject: fact.subject,
    subjectId: fact.subjectId,
    facts: canonicalJson(fact.facts ?? {}),
    content: fact.content === undefined ? null : sha256(canonicalJson(fact.content)),
    previous: last?.digest ?? FIRST_DIGEST,
  };
  await tx.insert(auditEntry).values({ ...entry, digest: digestOf(entry) });
}
