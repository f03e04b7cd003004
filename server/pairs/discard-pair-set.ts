import { appendAuditSql } from "../audit/append-audit-sql";
import type { Services } from "../context";
import type { PairScope } from "./build-pair-set";
import { lockPairSet } from "./lock-pair-set";

/** Gives a draft up: its texts go, what was done to it stays in the trail. */
export function discardPairSet(
  { sql, now }: Pick<Services, "sql" | "now">,
  { projectId, actor }: PairScope,
  pairSetId: string,
): Promise<void> {
  return sql.begin(async (tx) => {
    await lockPairSet(tx, { projectId, pairSetId }, "discard");
    await tx`delete from pair_draft where project_id = ${projectId} and pair_set_id = ${pairSetId}`;
    await tx`update pair_change set before = null, after = null where pair_set_id = ${pairSetId}`;
    await tx`update pair_set set state = 'discarded' where id = ${pairSetId}`;
    const facts = [{ actor, projectId, action: "pair_set.discard", subject: "pair_set", subjectId: pairSetId }];
    await appendAuditSql(tx, now(), facts);
  });
}
