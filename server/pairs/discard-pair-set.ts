import { appendAuditSql } from "../audit/append-audit-sql";
import type { Services } from "../context";
import type { PairScope } from "./build-pair-set";
import { emptyChanges } from "./empty-changes";
import { lockPairSet } from "./lock-pair-set";

/** A reason may quote the text, and nothing would find it here any more when that is erased. */
const GONE = "(discarded)";

/** Gives a draft up: its texts go with the words about them; who did what to it, and when, stays in the trail. */
export function discardPairSet(
  { sql, now }: Pick<Services, "sql" | "now">,
  { projectId, actor }: PairScope,
  pairSetId: string,
): Promise<void> {
  return sql.begin(async (tx) => {
    await lockPairSet(tx, { projectId, pairSetId }, "discard");
    const drafts = await tx<{ id: string }[]>`
      delete from pair_draft where project_id = ${projectId} and pair_set_id = ${pairSetId} returning id`;
    const told = { actor, projectId, action: "pair_change.discard", facts: { set: pairSetId }, gone: GONE };
    const emptied = await emptyChanges(
      tx,
      drafts.map(({ id }) => id),
      told,
    );
    await tx`update pair_set set state = 'discarded' where id = ${pairSetId}`;
    const discarded = { actor, projectId, action: "pair_set.discard", subject: "pair_set", subjectId: pairSetId };
    await appendAuditSql(tx, now(), [...emptied, discarded]);
  });
}
