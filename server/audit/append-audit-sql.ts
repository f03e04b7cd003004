import type { TransactionSql } from "postgres";
import { type AuditFact, CHAIN_LOCK, chainEntries } from "./append-audit";

const ROWS_PER_INSERT = 500;

/** `appendAudit` for a transaction of the raw client. */
export async function appendAuditSql(tx: TransactionSql, now: Date, facts: readonly AuditFact[]): Promise<void> {
  await tx`select pg_advisory_xact_lock(${CHAIN_LOCK})`;
  const [last] = await tx<{ sequence: number; digest: string }[]>`
    select sequence::float8 as sequence, digest from audit_entry order by audit_entry.sequence desc limit 1`;
  const rows = chainEntries(last, now, facts).map((entry) => ({
    sequence: entry.sequence,
    at: entry.at,
    project_id: entry.projectId,
    actor_id: entry.actorId,
    actor_name: entry.actorName,
    actor_by: entry.actorBy,
    action: entry.action,
    subject: entry.subject,
    subject_id: entry.subjectId,
    facts: entry.facts,
    content: entry.content,
    previous: entry.previous,
    digest: entry.digest,
  }));
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
    await tx`insert into audit_entry ${tx(rows.slice(from, from + ROWS_PER_INSERT))}`;
  }
}
