import { sql } from "drizzle-orm";
import type { Services } from "../context";
import type { ManyRuns } from "./change-many-runs";
import { tellChanged } from "./tell-changed";

type TagChange = { add: readonly string[]; remove: readonly string[] };
/** Runs to which the same happened: what they have now and had not, and the other way round. */
export type TagsChanged = { runs: string[]; added: string[]; removed: string[] };

const texts = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;

/** Answers with what really changed of which runs, so that the way back takes no tag that was there before. */
export async function tagManyRuns(
  { db }: Pick<Services, "db">,
  { projectId, runIds }: ManyRuns,
  { add, remove }: TagChange,
): Promise<{ done: string[]; changes: TagsChanged[] }> {
  return db.transaction(async (tx) => {
    const rows = await tx.execute<{ id: string; added: string[]; removed: string[] }>(sql`
      with wanted as (
        select id, tags as before, array(
          select tag from unnest(tags || ${texts(add)}) with ordinality as given(tag, place)
          where tag <> all(${texts(remove)}) group by tag order by min(place)) as tags
        from run where project_id = ${projectId} and id = any(${texts(runIds)}) for update)
      update run set tags = wanted.tags from wanted
      where run.id = wanted.id and run.tags is distinct from wanted.tags
      returning run.id, array(select unnest(wanted.tags) except select unnest(wanted.before) order by 1) as added,
        array(select unnest(wanted.before) except select unnest(wanted.tags) order by 1) as removed`);
    const done = rows.map(({ id }) => id);
    await tellChanged(tx, projectId, done);
    const changes = new Map<string, TagsChanged>();
    for (const { id, added, removed } of rows) {
      const key = JSON.stringify([added, removed]);
      const same = changes.get(key) ?? { runs: [], added, removed };
      same.runs.push(id);
      changes.set(key, same);
    }
    return { done, changes: [...changes.values()] };
  });
}
