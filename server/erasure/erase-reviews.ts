import { getTableColumns } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { TransactionSql } from "postgres";
import { adjudication, assessment, assessmentChange } from "@/db/schema/assessments";
import type { AuditActor, AuditFact } from "../audit/append-audit";
import type { AuditedSubject } from "../audit/audited-rows";
import type { ReviewScope } from "./find-reviews";

/** Where a reader's own words stood that may quote the text. */
const GONE = "(erased)";
const WHY = "The text was erased.";

export type ErasedBy = { erasureId: string; projectId: string; actor: AuditActor; at: Date };
type Row = Readonly<Record<string, unknown>>;

/** A row of the raw client under the names that the chain's digests are made of. */
function readRow(table: PgTable, row: Row): Record<string, unknown> {
  return Object.fromEntries(Object.entries(getTableColumns(table)).map(([key, { name }]) => [key, row[name]]));
}

const factsOf = (subject: AuditedSubject, table: PgTable, rows: readonly Row[], by: ErasedBy): AuditFact[] =>
  rows.map((row) => ({
    actor: by.actor,
    projectId: by.projectId,
    action: `${subject}.erase`,
    subject,
    subjectId: String(row.id),
    facts: { erasure: by.erasureId },
    row: readRow(table, row),
  }));

/** Places and types are numbers about a text; a comment is words about it. */
const silent = (tx: TransactionSql, marks: string) => tx`coalesce(
  (select jsonb_agg(jsonb_set(m, '{comment}', '""') order by place)
   from jsonb_array_elements(${tx(marks)}) with ordinality said (m, place)), '[]')`;

async function eraseChanges(tx: TransactionSql, caseIds: readonly string[]) {
  return tx<Row[]>`
    update assessment_change c set body = case c.body ->> 'kind'
        when 'correct' then jsonb_set(c.body, '{corrected}', 'null')
        when 'comment' then jsonb_set(c.body, '{comment}', '""')
        when 'mark' then jsonb_set(c.body, '{mark,comment}', '""')
        else jsonb_set(c.body, '{reason}', to_jsonb(${GONE}::text)) end
    from assignment a
    where a.id = c.assignment_id and a.case_id = any(${caseIds}) and (
      (c.body ->> 'kind' = 'correct' and c.body ->> 'corrected' is not null)
      or (c.body ->> 'kind' = 'comment' and c.body ->> 'comment' <> '')
      or (c.body ->> 'kind' = 'mark' and c.body #>> '{mark,comment}' <> '')
      or (c.body ->> 'kind' = 'verdict' and c.body ->> 'reason' is not null))
    returning c.*`;
}

async function eraseAssessments(tx: TransactionSql, caseIds: readonly string[]) {
  return tx<Row[]>`
    update assessment set corrected = null, comment = '', marks = ${silent(tx, "marks")},
      reason = case when reason is not null then ${GONE} end
    where case_id = any(${caseIds}) and (
      corrected is not null or comment <> '' or reason is not null
      or exists (select from jsonb_array_elements(marks) m where m ->> 'comment' <> ''))
    returning *`;
}

async function eraseAdjudications(tx: TransactionSql, caseIds: readonly string[]) {
  return tx<Row[]>`
    update adjudication set corrected = null, reason = ${GONE}, marks = ${silent(tx, "marks")}
    where case_id = any(${caseIds}) returning *`;
}

/** Known answers hold edits of the note, letter for letter, and comments. */
async function withdrawCases(tx: TransactionSql, caseIds: readonly string[], at: Date): Promise<void> {
  await tx`
    update campaign_case set withdrawn_at = coalesce(withdrawn_at, ${at}),
      withdrawn_reason = coalesce(withdrawn_reason, ${WHY}),
      truth = case when truth is not null then jsonb_set(truth, '{marks}', ${silent(tx, "shown")}) end,
      provenance = case when provenance is not null
        then jsonb_build_object('how', 'settled', 'by', coalesce(provenance ->> 'by', ${GONE}), 'why', ${GONE}::text) end
    from (select id as of, coalesce(truth -> 'marks', '[]') as shown from campaign_case) known
    where id = any(${caseIds}) and known.of = id`;
}

/** Holds the rounds, so that what readers save meanwhile is there to be erased, or finds the text gone. */
export async function holdRounds(tx: TransactionSql, { campaignIds }: ReviewScope): Promise<void> {
  await tx`select id from campaign where id = any(${campaignIds}) order by id for update`;
}

/**
 * Takes the text out of reading rounds: frozen texts, corrections, comments and reasons. Its cases are withdrawn;
 * verdicts, types and places stay in the record and count in nothing. Answers with what the chain is to be told.
 */
export async function eraseReviews(tx: TransactionSql, scope: ReviewScope, by: ErasedBy): Promise<AuditFact[]> {
  const { caseIds, campaignIds, digests } = scope;
  if (caseIds.length === 0) return [];
  const [changes, assessments, adjudications] = [
    await eraseChanges(tx, caseIds),
    await eraseAssessments(tx, caseIds),
    await eraseAdjudications(tx, caseIds),
  ];
  await withdrawCases(tx, caseIds, by.at);
  await tx`
    update review_text set text = '', erased_at = ${by.at}
    where project_id = ${by.projectId} and digest = any(${digests})`;
  const rounds = campaignIds.map((id) => ({
    ...{ actor: by.actor, projectId: by.projectId, action: "campaign.erase", subject: "campaign", subjectId: id },
    facts: { erasure: by.erasureId, cases: caseIds.length },
  }));
  return [
    ...factsOf("assessment_change", assessmentChange, changes, by),
    ...factsOf("assessment", assessment, assessments, by),
    ...factsOf("adjudication", adjudication, adjudications, by),
    ...rounds,
  ];
}
