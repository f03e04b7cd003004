import type { Asking } from "./asking";
import type { TraceGraph } from "./trace-graph";

/** The studies whose rounds these are, behind the gates that decided on them. */
export async function placeStudies({ sql, projectId }: Asking, graph: TraceGraph): Promise<void> {
  const kindOf = (wanted: string) => [...graph.nodes.values()].filter(({ kind }) => kind === wanted);
  const rounds = kindOf("campaign").map(({ id }) => id);
  const found = await sql<{ id: string; name: string; round: string }[]>`
    select s.id, s.name, m.thing_id as round from study_made m
      join study s on s.project_id = m.project_id and s.id = m.study_id
    where m.project_id = ${projectId} and m.thing_id = any(${rounds}) and m.kind = 'campaign' and m.replaced_at is null`;
  const gates = kindOf("gate");
  for (const { id, name, round } of found) {
    graph.place({ id, kind: "study", name, thing: id });
    const decided = gates.filter(({ within }) => within === round);
    for (const gate of decided) graph.connect(gate.id, id, "part");
    if (decided.length === 0) graph.connect(round, id, "part");
  }
}
