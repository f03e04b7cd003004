import type { TransactionSql } from "postgres";
import type { AuditFact } from "../audit/append-audit";
import { emptyChanges } from "../pairs/empty-changes";
import type { ErasedBy } from "./erase-reviews";
import type { ErasureScope } from "./find-group";

/** Where somebody's own words stood that may quote the text. */
const GONE = "(erased)";

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
  const told = { actor: by.actor, projectId: by.projectId, action: "pair_change.erase", gone: GONE };
  const ids = drafts.map(({ id }) => id);
  return emptyChanges(tx, ids, { ...told, facts: { erasure: by.erasureId } });
}
