import { createHash } from "node:crypto";
import type { TransactionSql } from "postgres";
import type { Sql } from "@/db/database";
import { newId } from "@/domain/identifiers";
import type { AuditActor } from "../audit/append-audit";
import { appendAuditSql } from "../audit/append-audit-sql";
import type { Services } from "../context";
import { lockCopies, lockDatasets } from "../datasets/dataset-lock";
import { describeFailure } from "../describe-failure";
import { DomainError } from "../errors";
import { endOpenImports, removeImports } from "./end-open-imports";
import { erasePairs } from "./erase-pairs";
import { eraseReviews, holdRounds } from "./erase-reviews";
import { eraseRunFiles } from "./erase-run-files";
import { eraseTableArtifacts } from "./erase-table-artifacts";
import type { GroupOf } from "./find-examples";
import { type ErasureScope, findGroup, findRuns } from "./find-group";

export function hashGroup(projectId: string, groupKey: string): string {
  return createHash("sha256")
    .update(JSON.stringify([projectId, groupKey]))
    .digest("hex");
}

/** Holds the runs as they are until the end of the transaction; none may have begun to read what goes. */
async function holdRuns(tx: TransactionSql, { projectId }: GroupOf, found: ErasureScope): Promise<void> {
  await tx`select id from run where project_id = ${projectId} and id = any(${found.runIds}) order by id for share`;
  const open = (await findRuns(tx, projectId, found.exampleIds)).filter((run) => run.open);
  if (open.length === 0) return;
  const names = open.map(({ name }) => name).join(", ");
  throw new DomainError(
    "InvalidState",
    `${names} holds this text and has not ended, or has not delivered all that it wrote. Cancel it or wait for it.`,
  );
}

/** The names of groups may be patients'; their hashes keep the splits apart as before. */
const namesOf = (projectId: string, { groupKeys }: Pick<ErasureScope, "groupKeys">) =>
  groupKeys.map((key) => `erased ${hashGroup(projectId, key).slice(0, 16)}`);

async function eraseRows(tx: TransactionSql, { projectId }: GroupOf, found: ErasureScope, erasedAt: Date) {
  const names = namesOf(projectId, found);
  // In the order in which whoever stores generations of them holds them.
  await tx`select id from example where project_id = ${projectId} and id = any(${found.exampleIds}) order by id for update`;
  await tx`
    update example
    set source = '', reference = null, metadata = '{}', key = null, group_key = renamed.name, erased_at = ${erasedAt}
    from unnest(${found.groupKeys}::text[], ${names}::text[]) renamed (key, name)
    where project_id = ${projectId} and id = any(${found.exampleIds}) and group_key = renamed.key`;
  await tx`
    update study_group g set group_key = renamed.name
    from unnest(${found.groupKeys}::text[], ${names}::text[]) renamed (key, name)
    where g.project_id = ${projectId} and g.group_key = renamed.key`;
  await tx`delete from generation where project_id = ${projectId} and example_id = any(${found.exampleIds})`;
}

const CLEANED = [
  ...["example", "generation", "dataset_import", "review_text", "assessment", "assessment_change"],
  ...["pair", "pair_draft", "pair_change"],
];

/**
 * What rows leave behind lies in the pages of their tables until these are cleaned; the database does so in time, as
 * the sweep of imports does with files. The text is erased whether or not this succeeds.
 */
async function cleanUp(sql: Sql, home: string, imports: readonly string[]): Promise<void> {
  try {
    await removeImports(home, imports);
    for (const table of CLEANED) await sql`vacuum ${sql(table)}`;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(`Erasure: cleaning up behind it is left to the next sweep: ${describeFailure(error)}`);
  }
}

/**
 * Takes the text of a patient or document out of the database, reading rounds and the files of runs, for good. What stays: hashes,
 * numbers, and the list of models that learned from it. Files go first: where anything fails, the rows are still
 * there to be found, and it is asked for again.
 */
export async function eraseGroup(
  { sql, now }: Pick<Services, "sql" | "now">,
  home: string,
  by: { actor: AuditActor; reason: string },
  of: GroupOf,
): Promise<{ erasureId: string }> {
  const { projectId } = of;
  const id = newId();
  const erasedAt = now();
  const imports = await sql.begin(async (tx) => {
    await lockDatasets(tx, projectId);
    await lockCopies(tx, projectId);
    const found = await findGroup(tx, of);
    await holdRuns(tx, of, found);
    await holdRounds(tx, found.reviews);
    await eraseRunFiles({ sql: tx, home }, found.runIds);
    await eraseTableArtifacts(tx, home, { projectId, runIds: found.runIds });
    const ended = await endOpenImports(tx, home, projectId);
    const erased = { erasureId: id, projectId, actor: by.actor, at: erasedAt };
    const told = await eraseReviews(tx, found.reviews, erased);
    told.push(...(await erasePairs(tx, found, namesOf(projectId, found), erased)));
    await eraseRows(tx, of, found, erasedAt);
    await tx`
      insert into erasure (id, project_id, group_hash, source_hashes, examples, generations, models, reason,
        erased_by, erased_at)
      values (${id}, ${projectId}, ${hashGroup(projectId, found.groupKey)}, ${found.sourceHashes}::text[],
        ${found.exampleIds.length}, ${found.generations}, ${JSON.stringify(found.models)}::text::jsonb, ${by.reason},
        ${by.actor.id}, ${erasedAt})`;
    if (told.length > 0) await appendAuditSql(tx, erasedAt, told);
    return ended;
  });
  await cleanUp(sql, home, imports);
  return { erasureId: id };
}
