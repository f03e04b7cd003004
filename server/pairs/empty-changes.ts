import { getTableColumns } from "drizzle-orm";
import type { TransactionSql } from "postgres";
import { pairChange } from "@/db/schema/pairs";
import type { AuditFact } from "../audit/append-audit";

type Row = Readonly<Record<string, unknown>>;
type Emptied = Pick<AuditFact, "actor" | "projectId" | "action" | "facts"> & {
  projectId: string;
  /** Stands where somebody's own words stood, which may quote the text. */
  gone: string;
};

/** Takes the words out of the trail of drafts: texts and reasons. Answers with what the chain is to be told. */
export async function emptyChanges(
  tx: TransactionSql,
  draftIds: readonly string[],
  { gone, ...told }: Emptied,
): Promise<AuditFact[]> {
  const changes = await tx<Row[]>`
    update pair_change set before = null, after = null, reason = ${gone}
    where project_id = ${told.projectId} and pair_draft_id = any(${[...draftIds]}) returning *`;
  const columns = Object.entries(getTableColumns(pairChange));
  return changes.map((row) => ({
    ...{ ...told, subject: "pair_change", subjectId: String(row.id) },
    row: Object.fromEntries(columns.map(([key, { name }]) => [key, row[name]])),
  }));
}
