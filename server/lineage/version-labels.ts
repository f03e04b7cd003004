import type { TraceMember } from "@/domain/lineage/lineage-answer";
import type { Viewing } from "./asking";
import { listLabels, positionAfter, type Window } from "./member-lists";

type Listed = { items: TraceMember[]; nextCursor: string | null };

/**
 * Labels behind a whole version, by its pairs: a window of these is read, and each label stands at the first pair that
 * it is behind. So a page costs the same however many pairs there are.
 */
export async function listVersionLabels(viewing: Viewing, version: string, { after, limit }: Window): Promise<Listed> {
  const { sql, projectId } = viewing;
  const from = positionAfter(after);
  const pairs = await sql<{ position: number; labels: string[] }[]>`
    select o.position, p.assessment_ids as labels
    from example o join pair p on p.project_id = o.project_id and p.example_id = o.id
    where o.project_id = ${projectId} and o.dataset_version_id = ${version} and o.position > ${from}
    order by o.position limit ${limit + 1}`;
  const shown = pairs.slice(0, limit);
  const ids = [...new Set(shown.flatMap(({ labels }) => labels))];
  const first = sql`
    a.id = any(${ids}) and not exists (
      select from pair q join example x on x.project_id = q.project_id and x.id = q.example_id
      where q.project_id = ${projectId} and q.dataset_version_id = ${version} and q.assessment_ids @> array[a.id]
        and x.position <= ${from})`;
  const rows = ids.length === 0 ? [] : await listLabels(viewing, first, { after: "", limit: ids.length });
  const items = rows.map(({ place: _, ...member }): TraceMember => member);
  return { items, nextCursor: pairs.length > limit ? String(shown.at(-1)?.position) : null };
}
