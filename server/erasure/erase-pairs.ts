import { getTableColumns } from "drizzle-orm";
import type { TransactionSql } from "postgres";
import { pairChange } from "@/db/schema/pairs";
import type { AuditFact } from "../audit/append-audit";
import type { ErasedBy } from "./erase-reviews";
import type { ErasureScope } from "./find-group";

/** Where somebody's own words stood that may quote the text. */
const GONE = "(erased)";

type Row = Readonly<Record<string, unknown>>;
type Scope = Pick<ErasureScope, "exampleIds" | "groupKey" | "groupKeys" | "sourceHashes" | "notes">;

/** Edits of rewrites hold words of the note; who read it, and how it is known, are no text. */
const silent = (tx: TransactionSql) => tx`
  case when provenance is not null then jsonb_set(provenance, '{edits}', '[]') end`;

async function eraseDrafts(tx: TransactionSql, scope: Scope, renamed: readonly string[], by: ErasedBy) {
  const { exampleIds, groupKey, groupKeys, sourceHashes, notes } = scope;
  return tx<{ id: string }[]>`
    update pair_draft d set prompt = '', chosen = '', rejected = '', erased_at = ${by.at}, provenance = ${silent(tx)},
      excluded_reason = case when excluded_reason is not null then ${GONE}::text end, version = version + 1,
      group_key = coalesce((select name from unnest(${groupKeys}::text[], ${[...renamed]}::text[]) named (key, name)
        where named.key = d.group_key), 'erased')
    where project_id = ${by.projectId} and erased_at is null and (group_key = ${groupKey}
      or example_id = any(${exampleIds}) or note_hash = any(${sourceHashes})
      or (group_key, note_hash) in (
        select * from unnest(${notes.map(({ group }) => group)}::text[], ${notes.map(({ hash }) => hash)}::text[])))
    returning id`;
}

/**
 * Takes the text out of pairs: of versions, of drafts, and of what was changed in them. Labels, origins and the
 * assessments behind them stay. Answers with what the chain is to be told.
 */
export async function erasePairs(
  tx: TransactionSql,
  scope: Scope,
  renamed: readonly string[],
  by: ErasedBy,
): Promise<AuditFact[]> {
  await tx`
    update pair set rejected = case when rejected is not null then '' end, provenance = ${silent(tx)}
    where project_id = ${by.projectId} and example_id = any(${scope.exampleIds})`;
  const drafts = await eraseDrafts(tx, scope, renamed, by);
  if (drafts.length === 0) return [];
  const changes = await tx<Row[]>`
    update pair_change set before = null, after = null, reason = ${GONE}
    where project_id = ${by.projectId} and pair_draft_id = any(${drafts.map(({ id }) => id)}) returning *`;
  const columns = Object.entries(getTableColumns(pairChange));
  return changes.map((row) => ({
    ...{ actor: by.actor, projectId: by.projectId, action: "pair_change.erase", subject: "pair_change" },
    ...{ subjectId: String(row.id), facts: { erasure: by.erasureId } },
    row: Object.fromEntries(columns.map(([key, { name }]) => [key, row[name]])),
  }));
}
