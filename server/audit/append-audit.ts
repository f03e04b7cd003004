import { createHash } from "node:crypto";
import { desc, sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { auditEntry } from "@/db/schema/audit";
import type { Viewer } from "../context";
import { auditedContent, isAudited } from "./audited-rows";
import { canonicalJson } from "./canonical-json";

export type AuditActor = {
  id: string | null;
  name: string;
  by: "session" | "token" | "terminal" | "schedule" | "simulation";
};

/** Who asks, as the chain names them. */
export function actorOf({ userId, name, token }: Viewer): AuditActor {
  return { id: userId, name, by: token ? "token" : "session" };
}

export type AuditFact = {
  actor: AuditActor;
  projectId: string | null;
  /** `campaign.open`, `assessment.submit`: noun and verb. */
  action: string;
  subject: string;
  subjectId: string;
  /** Without clinical text. */
  facts?: Readonly<Record<string, unknown>>;
  /** The row that was written, of which only a digest is kept; for subjects of `AUDITED_ROWS` the check reads it again. */
  row?: Readonly<Record<string, unknown>>;
};

/** A statement takes 65,535 parameters at most. */
const ENTRIES_PER_INSERT = 2_000;
export const CHAIN_LOCK = 4_201_993;
export const FIRST_DIGEST = "0".repeat(64);

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export type ChainedEntry = Omit<typeof auditEntry.$inferSelect, "digest">;

/** Of the row itself, or of what of it may not change unseen. */
export function contentDigest(subject: string, row: Readonly<Record<string, unknown>>): string {
  return sha256(canonicalJson(isAudited(subject) ? auditedContent(subject, row) : row));
}

/** Over every column, in one form. */
export const digestOf = (entry: ChainedEntry): string => sha256(canonicalJson(entry));

type Last = Pick<ChainedEntry, "sequence"> & { digest: string };

/** The facts as entries that follow the last one of the chain. */
export function chainEntries(last: Last | undefined, now: Date, facts: readonly AuditFact[]) {
  let [sequence, previous] = [last?.sequence ?? 0, last?.digest ?? FIRST_DIGEST];
  return facts.map((fact) => {
    const entry = {
      sequence: ++sequence,
      at: now,
      projectId: fact.projectId,
      actorId: fact.actor.id,
      actorName: fact.actor.name,
      actorBy: fact.actor.by,
      action: fact.action,
      subject: fact.subject,
      subjectId: fact.subjectId,
      facts: canonicalJson(fact.facts ?? {}),
      content: fact.row === undefined ? null : contentDigest(fact.subject, fact.row),
      previous,
    };
    previous = digestOf(entry);
    return { ...entry, digest: previous };
  });
}

/**
 * Adds to the chain, in the transaction that writes what it tells of; one entry for each row of `AUDITED_ROWS`.
 * Transactions that write to it follow each other: call it last and once, so that the next one waits shortly.
 */
export async function appendAudit(tx: Transaction, now: Date, ...facts: readonly AuditFact[]): Promise<void> {
  // Sent together and run in this order, as they share a connection.
  const [, [last]] = await Promise.all([
    tx.execute(sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`),
    tx.select().from(auditEntry).orderBy(desc(auditEntry.sequence)).limit(1),
  ]);
  const entries = chainEntries(last, now, facts);
  for (let from = 0; from < entries.length; from += ENTRIES_PER_INSERT) {
    await tx.insert(auditEntry).values(entries.slice(from, from + ENTRIES_PER_INSERT));
  }
}
