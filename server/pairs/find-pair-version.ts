import type { Sql } from "@/db/database";
import type { DatasetOrigin } from "@/db/schema/datasets";
import type { DatasetType, Holds, Split } from "@/domain/datasets/dataset-types";
import { isPairType } from "@/domain/datasets/dataset-types";
import { DomainError } from "../errors";

export type PairVersion = {
  id: string;
  name: string;
  number: number;
  type: DatasetType;
  digest: string;
  rows: number;
  holds: Holds;
  approval: string | null;
  approvedUntil: string | null;
  splitCounts: Partial<Record<Split, number>>;
  origin: DatasetOrigin;
};

/** A version of pairs by its own id, or by that of the set that was frozen into it. */
export async function findPairVersion(sql: Sql, projectId: string, id: string): Promise<PairVersion> {
  const [found] = await sql<PairVersion[]>`
    select v.id, d.name, v.number, v.type, v.digest, v.rows, v.holds, v.approval,
      v.approved_until::text as "approvedUntil", v.split_counts as "splitCounts", v.origin
    from dataset_version v join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    where v.project_id = ${projectId} and (v.id = ${id} or v.id = (
      select dataset_version_id from pair_set where project_id = ${projectId} and id = ${id}))`;
  if (found && isPairType(found.type)) return found;
  if (found) throw new DomainError("Validation", `${found.name} v${found.number} holds no pairs but ${found.type}.`);
  const [draft] = await sql`select 1 from pair_set where project_id = ${projectId} and id = ${id}`;
  if (draft) throw new DomainError("InvalidState", "This set of pairs is no version yet. Freeze it, then export it.");
  throw new DomainError("NotFound", "There is no such version of pairs in this project.");
}
