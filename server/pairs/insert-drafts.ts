import type { TransactionSql } from "postgres";
import { newId } from "@/domain/identifiers";
import type { PlannedPair } from "./plan-pairs";

type At = { projectId: string; pairSetId: string };

const PAIRS_PER_INSERT = 2_000;
/** A note without a section is asked for whole. */
const WHOLE_NOTE = "complete";

const column = (pairs: readonly PlannedPair[], value: (pair: PlannedPair) => string | null) => pairs.map(value);
const listed = (ids: readonly string[]) => ids.join(" ");

/** Texts are put in by the database, which has them; those of corrections and rewrites come along. */
async function insertSome(
  tx: TransactionSql,
  { projectId, pairSetId }: At,
  first: number,
  some: readonly PlannedPair[],
) {
  const text = (value: (pair: PlannedPair) => string | null) => tx.array(column(some, value) as string[]);
  const whole = (value: (pair: PlannedPair) => number) => tx.array(some.map((pair) => String(value(pair))));
  await tx`
    with planned as (
      select * from unnest(
        ${text(() => newId())}::text[], ${text((p) => p.split)}::text[],
        ${text((p) => p.group)}::text[], ${text((p) => p.section)}::text[], ${text((p) => p.template)}::text[],
        ${text((p) => p.source.digest)}::text[], ${text((p) => p.exampleId)}::text[],
        ${text((p) => p.chosen.digest)}::text[], ${text((p) => p.chosen.text ?? null)}::text[],
        ${text((p) => p.rejected.digest)}::text[], ${text((p) => p.rejected.text ?? null)}::text[],
        ${whole((p) => p.hChosen)}::text[], ${whole((p) => p.hRejected)}::text[],
        ${text((p) => String(p.flipped))}::text[], ${text((p) => p.origin)}::text[],
        ${text((p) => (p.provenance ? JSON.stringify(p.provenance) : null))}::text[],
        ${text((p) => listed(p.assessmentIds))}::text[], ${text((p) => listed(p.generationIds))}::text[],
        ${text((p) => p.noteHash)}::text[]
      ) with ordinality as given (id, split, group_key, section, template, source, example_id, chosen,
        chosen_text, rejected, rejected_text, h_chosen, h_rejected, flipped, origin, provenance, assessments,
        generations, note_hash, place))
    insert into pair_draft (id, project_id, pair_set_id, position, split, group_key, section, prompt, chosen, rejected,
      h_chosen, h_rejected, flipped, origin, provenance, assessment_ids, generation_ids, note_hash, example_id)
    select g.id, ${projectId}, ${pairSetId}, ${first}::int + g.place - 1, g.split, g.group_key, g.section,
      replace(replace(g.template, '{section}', coalesce(g.section, ${WHOLE_NOTE}::text)), '{source}',
        coalesce(nullif(s.text, ''), e.source, '')),
      coalesce(g.chosen_text, c.text, e.reference, ''), coalesce(g.rejected_text, r.text, p.rejected, ''),
      g.h_chosen::int, g.h_rejected::int, g.flipped::boolean, g.origin, g.provenance::jsonb,
      string_to_array(g.assessments, ' '), string_to_array(g.generations, ' '), g.note_hash, g.example_id
    from planned g
      left join review_text s on s.project_id = ${projectId} and s.digest = g.source
      left join review_text c on c.project_id = ${projectId} and c.digest = g.chosen
      left join review_text r on r.project_id = ${projectId} and r.digest = g.rejected
      left join example e on e.project_id = ${projectId} and e.id = g.example_id
      left join pair p on p.project_id = ${projectId} and p.example_id = g.example_id`;
}

/** Writes planned pairs as drafts, in their order. */
export async function insertDrafts(tx: TransactionSql, at: At, pairs: readonly PlannedPair[]): Promise<void> {
  for (let from = 0; from < pairs.length; from += PAIRS_PER_INSERT) {
    await insertSome(tx, at, from, pairs.slice(from, from + PAIRS_PER_INSERT));
  }
}
