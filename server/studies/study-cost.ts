import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { MeasuredRun, WorkAhead } from "@/domain/studies/estimate-ahead";
import type { PlannedRun } from "@/domain/studies/node-plan";
import type { NoteRole } from "@/domain/studies/note-role";

/** Newest of each stage. */
const MOST_RUNS = 20;

/** Training is measured in steps, writing in notes, everything else in runs. */
export async function readMeasuredRuns(db: Database, projectId: string): Promise<MeasuredRun[]> {
  return db.execute<MeasuredRun>(sql`
    select stage, seconds, units from (
      select r.stage, r.busy_seconds as seconds,
        case r.stage
          when 'sft' then coalesce((r.resolved_config ->> 'steps')::float8, (r.given_config ->> 'steps')::float8)
          when 'generate' then nullif((select count(*) from generation g
            where g.project_id = r.project_id and g.run_id = r.id), 0)::float8
          else 1 end as units,
        row_number() over (partition by r.stage order by r.ended_at desc) as place
      from run r where r.project_id = ${projectId} and r.state = 'finished' and r.busy_seconds > 0) recent
    where place <= ${MOST_RUNS} and units is not null`);
}

/** Notes of each role that the study divided off. */
export type DividedNotes = Readonly<Record<NoteRole, number>>;

/** Of one planned run; where it has no limit of its own it writes for all notes of the role that it reads. */
export function workOf(
  { stage, config, inputs }: Pick<PlannedRun, "stage" | "config" | "inputs">,
  divided: DividedNotes,
): WorkAhead {
  const notes = inputs.dataset?.made === "confirm" ? divided.confirm : divided.harvest;
  const number = (name: string) => (typeof config[name] === "number" ? Number(config[name]) : null);
  if (stage === "sft") return { stage, units: number("steps") ?? 40 };
  if (stage === "generate") return { stage, units: Math.min(number("limit") ?? notes, notes) };
  return { stage, units: 1 };
}
