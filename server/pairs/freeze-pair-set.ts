import { join } from "node:path";
import type { TransactionSql } from "postgres";
import type { Sql } from "@/db/database";
import type { Statement } from "@/domain/datasets/statement";
import { newId } from "@/domain/identifiers";
import type { PairSetOrigin } from "@/domain/pairs/pair-set-origin";
import { appendAuditSql } from "../audit/append-audit-sql";
import { findTokenizer } from "../datasets/find-tokenizer";
import { withUploadFolder } from "../datasets/imports/abandoned-uploads";
import { rowsPath } from "../datasets/imports/import-folder";
import { originOf } from "../datasets/origin-of";
import { readFile } from "../datasets/read-file";
import { type StoredVersion, storeVersion } from "../datasets/store-version";
import { readErasedHashes } from "../erasure/erased-hashes";
import { DomainError } from "../errors";
import type { BuildServices, PairScope } from "./build-pair-set";
import { inheritStatement } from "./inherit-statement";
import { lockPairSet, type PairSetOf, type PairSetRow, requireAllowed, requirePairSet } from "./lock-pair-set";
import { writePairLines } from "./pair-lines";
import { refuseMeasured } from "./refuse-measured";

export type FreezeServices = BuildServices & { python: string };
export type FreezeRequest = {
  pairSetId: string;
  /** Of the dataset; the set's own name where it is left out. */
  name?: string | undefined;
  /** What the pairs hold; that of their notes where it is left out. */
  statement?: Statement | undefined;
};

type Counted = Pick<PairSetOrigin, "excludedByHand" | "edited" | "assessments"> & { kept: number; changes: number };

async function countDrafts(sql: Sql | TransactionSql, { projectId, pairSetId }: PairSetOf): Promise<Counted> {
  const [found] = await sql<Counted[]>`
    select
      count(*) filter (where excluded_reason is null and erased_at is null)::int as kept,
      count(*) filter (where excluded_reason is not null)::int as "excludedByHand",
      count(*) filter (where excluded_reason is null and (provenance ->> 'edited')::boolean)::int as edited,
      (select count(distinct told)::int from pair_draft d, unnest(d.assessment_ids) told
        where d.project_id = ${projectId} and d.pair_set_id = ${pairSetId} and d.excluded_reason is null) as assessments,
      (select count(*)::int from pair_change where pair_set_id = ${pairSetId}) as changes
    from pair_draft where project_id = ${projectId} and pair_set_id = ${pairSetId}`;
  return found ?? { kept: 0, excludedByHand: 0, edited: 0, assessments: 0, changes: 0 };
}

type Ending = { of: PairSetOf; scope: PairScope; at: Date; changes: number; version: StoredVersion; pairs: number };

async function endDraft(tx: TransactionSql, { of, scope, at, changes, version, pairs }: Ending): Promise<void> {
  await lockPairSet(tx, of, "freeze");
  if ((await countDrafts(tx, of)).changes !== changes) {
    throw new DomainError(
      "Conflict",
      "Somebody changed a pair while the set was frozen. Look at it and freeze it again.",
    );
  }
  await tx`
    update pair_set set state = 'frozen', dataset_version_id = ${version.datasetVersionId}, frozen_at = ${at},
      frozen_by = ${scope.actor.id}
    where id = ${of.pairSetId}`;
  await appendAuditSql(tx, at, [
    {
      ...{ actor: scope.actor, projectId: of.projectId, action: "pair_set.freeze", subject: "pair_set" },
      ...{ subjectId: of.pairSetId, facts: { version: version.datasetVersionId, pairs } },
    },
  ]);
}

async function freeze(
  services: FreezeServices,
  scope: PairScope,
  { row, counted, folder, request }: { row: PairSetRow; counted: Counted; folder: string; request: FreezeRequest },
): Promise<StoredVersion> {
  const { db, sql, home, python } = services;
  const { projectId } = scope;
  const of = { projectId, pairSetId: row.id };
  const path = join(folder, "pairs.jsonl");
  await writePairLines(sql, { ...of, path });
  const datasetVersionId = newId();
  const options = { type: "preference" as const };
  const preview = await readFile(python, {
    ...{ path, folder, projectId, datasetVersionId, options, guess: true, ownPairs: true },
    tokenizer: await findTokenizer(db, { projectId, home }),
    erased: await readErasedHashes(sql, projectId),
  });
  const { reading } = preview;
  if (!reading) throw new Error("A file of Assay's own lacks columns.");
  const { excludedByHand, edited, assessments } = counted;
  const { id, name, recipe, exclusions } = row;
  const origin = {
    ...originOf(preview, reading, { fileName: null, options }),
    how: "labels" as const,
    pairSet: { id, name, recipe, exclusions, excludedByHand, edited, assessments },
  };
  return storeVersion(
    sql,
    {
      ...{ datasetVersionId, projectId, name: request.name ?? name, type: "preference", origin, reading },
      ...{ statement: request.statement ?? (await inheritStatement(sql, of)), rowsPath: rowsPath(folder) },
    },
    {
      onStored: (tx, version) =>
        endDraft(tx, { of, scope, at: services.now(), changes: counted.changes, version, pairs: reading.rows }),
    },
  );
}

/** Makes an immutable version of the pairs that were kept; the draft is closed with it, or nothing happens at all. */
export async function freezePairSet(
  services: FreezeServices,
  scope: PairScope,
  request: FreezeRequest,
): Promise<StoredVersion> {
  const of = { projectId: scope.projectId, pairSetId: request.pairSetId };
  const row = await requirePairSet(services.sql, of);
  requireAllowed(row, "freeze");
  const counted = await countDrafts(services.sql, of);
  if (counted.kept === 0) {
    throw new DomainError("Validation", "No pairs are left in this set; take some back in, or make it anew.");
  }
  await refuseMeasured(services, of, row);
  return withUploadFolder(services.home, (folder) => freeze(services, scope, { row, counted, folder, request }));
}
