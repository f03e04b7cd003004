import { NODE_CONFIGS } from "@/domain/studies/node-plan";
import type { Asking } from "./asking";
import type { TraceGraph } from "./trace-graph";

type RoundOfStudy = { id: string; name: string; round: string; node: string };

const readStudies = ({ sql, projectId }: Asking, rounds: readonly string[]) => sql<RoundOfStudy[]>`
  select s.id, s.name, m.thing_id as round, m.node_key as node from study_made m
    join study s on s.project_id = m.project_id and s.id = m.study_id
  where m.project_id = ${projectId} and m.thing_id = any(${[...rounds]}) and m.kind = 'campaign'
    and m.replaced_at is null`;

/** Gates that a study went through by its rule, whether somebody signed or not. */
const readDecided = ({ sql, projectId }: Asking, studies: readonly string[]) => sql<
  { study: string; key: string; title: string; verdict: string; config: unknown }[]
>`
  select study_id as study, key, title, verdict, config from study_node
  where project_id = ${projectId} and study_id = any(${[...studies]}) and kind = 'gate' and verdict is not null`;

/** The studies whose rounds these are, behind the gates that decided on them. */
export async function placeStudies(asking: Asking, graph: TraceGraph): Promise<void> {
  const kindOf = (wanted: string) => [...graph.nodes.values()].filter(({ kind }) => kind === wanted);
  const rounds = kindOf("campaign").map(({ id }) => id);
  const found = await readStudies(asking, rounds);
  const decided = await readDecided(
    asking,
    found.map(({ id }) => id),
  );
  const signed = kindOf("gate");
  for (const { id, name, round, node } of found) {
    graph.place({ id, kind: "study", name, thing: id });
    const gates = signed.filter(({ within }) => within === round).map((gate) => gate.id);
    const own = decided.find(
      ({ study, config }) => study === id && NODE_CONFIGS.gate.parse(config).campaign === node && gates.length === 0,
    );
    if (own) {
      const gate = `gate@${id} ${own.key}`;
      graph.place({ id: gate, kind: "gate", name: own.title, detail: own.verdict, within: round });
      graph.connect(round, gate, "signed");
      gates.push(gate);
    }
    for (const gate of gates) graph.connect(gate, id, "part");
    if (gates.length === 0) graph.connect(round, id, "part");
  }
}
