import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { DomainError } from "../../errors";

/** Run to the name of the model that wrote; with the run's own name where two runs had the same model. */
export async function readArmNames(db: Database, projectId: string, runIds: readonly string[]) {
  const rows = await db.execute<{ id: string; name: string; model: string | null }>(sql`
    select r.id, r.name, coalesce(taken.name, made.name) as model
    from run r
      left join run_input i on i.project_id = r.project_id and i.run_id = r.id and i.name = 'model'
      left join model taken on taken.project_id = i.project_id and taken.id = i.model_id
      left join lateral (
        select m.name from model m where m.project_id = i.project_id and m.made_by_run_id = i.from_run_id
        order by m.created_at desc, m.id desc limit 1) made on true
    where r.project_id = ${projectId} and r.id in ${[...runIds]}`);
  const missing = runIds.filter((id) => !rows.some((row) => row.id === id));
  if (missing.length > 0) throw new DomainError("NotFound", `There is no run ${missing[0]} in this project.`);
  const uses = (model: string | null) => rows.filter((row) => row.model === model).length;
  return new Map(
    rows.map(({ id, name, model }) => [id, model === null ? name : uses(model) > 1 ? `${model} · ${name}` : model]),
  );
}
