import type { Sql } from "@/db/database";
import type { Holds } from "@/domain/datasets/dataset-types";
import type { Statement } from "@/domain/datasets/statement";
import type { PairSetOf } from "./lock-pair-set";

/** From what asks for most care to what asks for least. */
const CARE: readonly Holds[] = ["identifiable", "unstated", "deidentified", "synthetic"];

/** What pairs hold is what the notes hold that they are made of: the most careful of their statements. */
export async function inheritStatement(sql: Sql, { projectId, pairSetId }: PairSetOf): Promise<Statement> {
  const versions = await sql<Statement[]>`
    select distinct v.holds, v.approval, v.approved_until::text as "approvedUntil" from pair_draft d
      join example e on e.project_id = d.project_id and e.id = d.example_id
      join dataset_version v on v.project_id = e.project_id and v.id = e.dataset_version_id
    where d.project_id = ${projectId} and d.pair_set_id = ${pairSetId} and d.excluded_reason is null`;
  const [bare] = await sql`
    select 1 from pair_draft where project_id = ${projectId} and pair_set_id = ${pairSetId} and example_id is null
      and excluded_reason is null limit 1`;
  const holds = CARE.find((each) => versions.some((version) => version.holds === each)) ?? "unstated";
  const approvals = [...new Set(versions.flatMap(({ approval }) => approval ?? []))];
  const [until] = versions.flatMap(({ approvedUntil }) => approvedUntil ?? []).sort();
  return {
    // Texts that stand in no dataset say nothing of themselves.
    holds: bare && holds !== "identifiable" ? "unstated" : holds,
    approval: approvals.length > 0 ? approvals.join("; ").slice(0, 300) : null,
    approvedUntil: until ?? null,
  };
}
