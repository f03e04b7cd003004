import { sql } from "drizzle-orm";
import type { Advancing } from "./node-move";
import type { StudyOf } from "./read-graph";

export type EmptyNote = { item: string; group: string; runId: string };

/** Confirming notes that runs left empty; no reader was shown one, and still each is a failure of the model. */
export async function readEmptyNotes(
  { db }: Pick<Advancing, "db">,
  { projectId, studyId }: StudyOf,
  runs: readonly string[],
): Promise<EmptyNote[]> {
  return db.execute<EmptyNote>(sql`
    select e.id as item, e.group_key as "group", g.run_id as "runId"
    from generation g join example e on e.project_id = g.project_id and e.id = g.example_id
    where g.project_id = ${projectId} and g.run_id in ${[...runs]} and g.text ~ '^\\s*$' and e.erased_at is null
      and exists (select from study_group s where s.study_id = ${studyId} and s.role = 'confirm'
        and s.group_key = e.group_key and e.source_hash = any(s.source_hashes))
    order by e.id, g.run_id`);
}
