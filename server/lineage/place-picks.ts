import type { LineageNodeKind } from "@/domain/lineage/node-kinds";
import { SHOWN_STATES } from "../pairs/blind-pair";
import type { Asking } from "./asking";
import {
  type Counted,
  countPicks,
  countReaders,
  readAskedNotes,
  readPairedLabels,
  readPairedTexts,
  readShownTexts,
} from "./count-picks";
import type { PickName, Picks } from "./picks";
import type { TraceGraph } from "./trace-graph";

const KINDS: Readonly<Record<PickName, LineageNodeKind>> = {
  ...{ labels: "assessment", settled: "adjudication", texts: "generation", pairs: "pair", notes: "example" },
};

/** Things of their own that the picked rows belong to. */
export type Belongs = { rounds: string[]; runs: string[]; pairVersions: string[]; noteVersions: string[] };

function placeCounted(graph: TraceGraph, { pick, by, count, one }: Counted): void {
  const id = `${pick}@${by}`;
  graph.place({ id, kind: KINDS[pick], name: "", count, thing: count === 1 ? one : null, within: by, list: id });
}

async function readShownRounds({ sql, projectId }: Asking, rounds: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select id from campaign
    where project_id = ${projectId} and id = any(${[...rounds]}) and state = any(${SHOWN_STATES})`;
  return new Set(rows.map(({ id }) => id));
}

/** Places the rows that a subject is about, and joins them to each other and to what they belong to. */
export async function placePicks(asking: Asking, graph: TraceGraph, picks: Picks): Promise<Belongs> {
  const counted = await countPicks(asking, picks);
  for (const each of counted) placeCounted(graph, each);
  const of = (pick: PickName) => counted.filter((each) => each.pick === pick).map(({ by }) => by);
  const belongs = { rounds: of("labels"), runs: of("texts"), pairVersions: of("pairs"), noteVersions: of("notes") };
  const shown = await readShownRounds(asking, belongs.rounds);
  const [texts, asked, inPairs, paired, readers] = await Promise.all([
    readShownTexts(asking, picks),
    readAskedNotes(asking, picks),
    readPairedTexts(asking, picks),
    readPairedLabels(asking, picks),
    countReaders(asking, picks, [...shown]),
  ]);
  for (const round of belongs.rounds) graph.connect(round, `labels@${round}`, "read");
  for (const round of of("settled")) graph.connect(`labels@${round}`, `settled@${round}`, "settled");
  for (const run of belongs.runs) graph.connect(run, `texts@${run}`, "wrote");
  for (const version of belongs.pairVersions) graph.connect(`pairs@${version}`, version, "frozen");
  for (const version of belongs.noteVersions) graph.connect(version, `notes@${version}`, "row");
  for (const { run, round } of texts) graph.connect(`texts@${run}`, round, "shown");
  for (const { run, version } of asked) graph.connect(`notes@${version}`, `texts@${run}`, "asked");
  const read = new Set(texts.map(({ run }) => run));
  for (const { run, version } of inPairs) {
    if (!read.has(run)) graph.connect(`texts@${run}`, `pairs@${version}`, "paired");
  }
  for (const { round, version } of paired) {
    graph.connect(`labels@${round}`, `pairs@${version}`, "paired");
    graph.connect(`settled@${round}`, `pairs@${version}`, "paired");
  }
  for (const { by, count, one } of readers) {
    const id = `readers@${by}`;
    graph.place({ id, kind: "reader", name: "", count, thing: count === 1 ? one : null, within: by, list: id });
    graph.connect(id, `labels@${by}`, "said");
  }
  return belongs;
}
