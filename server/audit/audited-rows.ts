import { getTableColumns, inArray } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Database } from "@/db/database";
import { adjudication, assessment, assessmentChange } from "@/db/schema/assessments";
import { campaignStateChange } from "@/db/schema/campaigns";
import { gate, gateRule } from "@/db/schema/gates";
import { pairChange } from "@/db/schema/pairs";
import { report } from "@/db/schema/reports";
import { studyChange } from "@/db/schema/studies";

type Audited = {
  table: PgTable & { id: PgColumn };
  /** Columns that may change without a word in the chain. */
  free: readonly string[];
};

/**
 * Rows that the chain vouches for, by the subject's name: each has one entry with the digest of what was written, and
 * the check reads the row again.
 */
export const AUDITED_ROWS = {
  assessment_change: { table: assessmentChange, free: [] },
  assessment: { table: assessment, free: ["current"] },
  adjudication: { table: adjudication, free: ["current", "decidedBy"] },
  campaign_state_change: { table: campaignStateChange, free: ["changedBy"] },
  gate_rule: { table: gateRule, free: ["createdBy"] },
  gate: { table: gate, free: ["signedBy"] },
  // The texts go when they are erased; their digests stay.
  pair_change: { table: pairChange, free: ["before", "after", "changedBy"] },
  study_change: { table: studyChange, free: ["changedBy"] },
  report: { table: report, free: ["frozenBy"] },
} as const satisfies Record<string, Audited>;

export type AuditedSubject = keyof typeof AUDITED_ROWS;

export const isAudited = (subject: string): subject is AuditedSubject => Object.hasOwn(AUDITED_ROWS, subject);

/** What of a row the chain holds a digest of. */
export function auditedContent(subject: AuditedSubject, row: Readonly<Record<string, unknown>>) {
  const free: readonly string[] = AUDITED_ROWS[subject].free;
  const kept = Object.keys(getTableColumns(AUDITED_ROWS[subject].table)).filter((name) => !free.includes(name));
  return Object.fromEntries(kept.map((name) => [name, row[name]]));
}

/** By id; those that are gone are not in it. */
export async function readAuditedRows(
  db: Database,
  subject: AuditedSubject,
  ids: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  const { table } = AUDITED_ROWS[subject];
  const rows: Record<string, unknown>[] = await db
    .select()
    .from(table)
    .where(inArray(table.id, [...ids]));
  return new Map(rows.map((row) => [String(row.id), auditedContent(subject, row)]));
}

/** Ids of every row there is, in pages. */
export async function* listAuditedIds(db: Database, subject: AuditedSubject, page: number): AsyncGenerator<string[]> {
  const { table } = AUDITED_ROWS[subject];
  for (let offset = 0; ; offset += page) {
    const rows = await db.select({ id: table.id }).from(table).orderBy(table.id).limit(page).offset(offset);
    if (rows.length > 0) yield rows.map(({ id }) => id);
    if (rows.length < page) return;
  }
}
