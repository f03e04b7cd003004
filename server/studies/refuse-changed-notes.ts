import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { DomainError } from "../errors";
import type { StudyOf } from "./read-graph";

const REMEDY = "Fork the study from “Notes”, so that both sides write for the same notes.";

/**
 * Before and after are of the same notes, or there is no before and after: every run must have written for the version
 * that the study divided off to confirm. What was erased meanwhile is in neither round.
 */
export async function refuseChangedNotes(tx: Transaction, { projectId, studyId }: StudyOf, runs: readonly string[]) {
  const [strange] = await tx.execute<{ name: string }>(sql`
    select r.name from run r
      join run_input i on i.project_id = r.project_id and i.run_id = r.id and i.name = 'dataset'
    where r.project_id = ${projectId} and r.id in ${[...runs]} and i.dataset_version_id not in (
      select thing_id from study_made where study_id = ${studyId} and node_key = 'notes' and name = 'confirm'
        and replaced_at is null)
    limit 1`);
  if (strange) {
    const what = `“${strange.name}” wrote for other notes than those that confirm in this study.`;
    throw new DomainError("Validation", `The evaluation notes changed between the rounds. ${what} ${REMEDY}`, [
      { where: "notes", what, remedy: REMEDY },
    ]);
  }
  const [outside] = await tx.execute<{ notes: number }>(sql`
    select count(distinct e.id)::int as notes from generation g
      join example e on e.project_id = g.project_id and e.id = g.example_id
    where g.project_id = ${projectId} and g.run_id in ${[...runs]} and e.erased_at is null and not exists (
      select from study_group s where s.study_id = ${studyId} and s.role = 'confirm'
        and (s.group_key = e.group_key and e.source_hash = any(s.source_hashes)))`);
  if (outside && outside.notes > 0) {
    const what = `${outside.notes} of the notes are not what they were when the study was launched.`;
    throw new DomainError("Validation", `The evaluation notes changed between the rounds. ${what} ${REMEDY}`, [
      { where: "notes", what, remedy: REMEDY },
    ]);
  }
}
