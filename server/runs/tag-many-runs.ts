import { sql } from "drizzle-orm";
import type { Services } from "../context";
import type { ManyRuns } from "./change-many-runs";
import { tellChanged } from "./tell-changed";

type TagChange = { add: readonly string[]; remove: readonly string[] };

const texts = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;

/** Answers with the runs whose tags changed: those that had one already are not in the undo. */
export async function tagManyRuns(
  { db }: Pick<Services, "db">,
  { projectId, runIds }: ManyRuns,
  { add, remove }: TagChange,
): Promise<{ done: string[] }> {
  return db.transaction(async (tx) => {
    const rows = await tx.execute<{ id: string }>(sql`
      with wanted as (
        select id, array(
          select tag from unnest(tags || ${texts(add)}) with ordinality as given(tag, place)
          where tag <> all(${texts(remove)}) group by tag order by min(place)) as tags
        from run where project_id = ${projectId} and id = any(${texts(runIds)}) for update)
      update run set tags = wanted.tags from wanted
      where run.id = wanted.id and run.tags is distinct from wanted.tags returning run.id`);
    const done = rows.map(({ id }) => id);
    await tellChanged(tx, projectId, done);
    return { done };
  });
}
