import type { TransactionSql } from "postgres";
import type { Sql } from "@/db/database";
import type { PairExclusion, PairRecipe } from "@/domain/pairs/pair-recipe";
import { type PairSetAction, type PairSetState, pairSetAllows } from "@/domain/pairs/pair-set-rules";
import { DomainError } from "../errors";

export type PairSetOf = { projectId: string; pairSetId: string };

export type PairSetRow = {
  id: string;
  name: string;
  state: PairSetState;
  recipe: PairRecipe;
  exclusions: PairExclusion[];
  studyId: string | null;
  datasetVersionId: string | null;
  createdAt: Date;
  frozenAt: Date | null;
};

export async function requirePairSet(sql: Sql | TransactionSql, { projectId, pairSetId }: PairSetOf) {
  const [found] = await sql<PairSetRow[]>`
    select id, name, state, recipe, exclusions, study_id as "studyId", dataset_version_id as "datasetVersionId",
      created_at as "createdAt", frozen_at as "frozenAt"
    from pair_set where project_id = ${projectId} and id = ${pairSetId}`;
  if (!found) throw new DomainError("NotFound", "There is no such set of pairs in this project.");
  return found;
}

const DONE: Readonly<Record<PairSetState, string>> = {
  draft: "still a draft",
  frozen: "frozen; make a new one of its version to go on",
  discarded: "discarded",
};

export function requireAllowed({ state }: Pick<PairSetRow, "state">, action: PairSetAction): void {
  if (pairSetAllows(state, action)) return;
  throw new DomainError("InvalidState", `This set of pairs is ${DONE[state]}.`);
}

/** Held until the transaction ends, so that nobody edits what is being frozen. */
export async function lockPairSet(tx: TransactionSql, of: PairSetOf, action: PairSetAction): Promise<PairSetRow> {
  await tx`select id from pair_set where project_id = ${of.projectId} and id = ${of.pairSetId} for update`;
  const found = await requirePairSet(tx, of);
  requireAllowed(found, action);
  return found;
}
