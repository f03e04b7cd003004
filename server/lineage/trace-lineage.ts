import type { Trace } from "@/domain/lineage/lineage-answer";
import type { LineageSubject } from "@/domain/lineage/lineage-subject";
import type { Viewing } from "./asking";
import { Graph } from "./lineage-graph";
import { nameNodes } from "./name-nodes";
import { type NumberPicked, pickNumber } from "./number-picks";
import { NO_PICKS, type Picks } from "./picks";
import { placePicks } from "./place-picks";
import { placeStudies } from "./place-studies";
import { placeVersions, walkBackOverRoles } from "./place-versions";
import { placeWalked } from "./place-walked";
import { pickRows, type RowSubject } from "./subject-picks";
import { leadThroughModels } from "./through-models";
import { TraceGraph } from "./trace-graph";
import { walkPicked, walkRun, walkVersion } from "./walk-subject";

/** Runs, models, versions, rounds and the like in one answer. */
const MOST_WALKED = 400;

type Told = Pick<Trace, "title" | "here"> & { picks?: Picks; withheld?: readonly string[] };

async function finish(viewing: Viewing, graph: TraceGraph, walked: Graph, told: Told): Promise<Trace> {
  const { title, here, picks = NO_PICKS, withheld = [] } = told;
  await walkBackOverRoles(viewing, walked);
  await leadThroughModels(viewing, walked);
  const nodes = await placeWalked(viewing, graph, walked);
  const versions = nodes.flatMap(({ kind, id }) => (kind === "dataset" ? [id] : []));
  await placeVersions(viewing, graph, versions);
  await placeStudies(viewing, graph);
  await nameNodes(viewing, graph, picks);
  const truncated = walked.ids.size > walked.most;
  return { title, here, nodes: [...graph.nodes.values()], edges: graph.edges, withheld: [...withheld], truncated };
}

async function traceRows(viewing: Viewing, of: RowSubject, id: string): Promise<Trace> {
  const graph = new TraceGraph();
  const { title, own, picks, rounds, runs, withheld } = await pickRows(viewing, of, id);
  const belongs = await placePicks(viewing, graph, picks);
  const walked = new Graph(MOST_WALKED);
  await walkPicked(viewing, walked, { ...belongs, rounds: [...rounds, ...belongs.rounds], rewrites: runs });
  for (const run of runs) {
    for (const version of belongs.pairVersions) graph.connect(run, `pairs@${version}`, "paired");
  }
  const placed = [...graph.nodes.keys()];
  const here = placed.find((each) => each.startsWith(`${own}@`)) ?? placed[0] ?? rounds[0] ?? "";
  return finish(viewing, graph, walked, { title, here, picks, withheld });
}

function placeNumber(graph: TraceGraph, { title, study, runs, missing }: NumberPicked): void {
  const stands = [...graph.nodes.values()].filter(({ kind }) => kind === "assessment" || kind === "adjudication");
  graph.place({ id: "number", kind: "number", name: title, detail: missing });
  graph.place({ id: study.id, kind: "study", name: study.name, thing: study.id });
  for (const { id } of stands) graph.connect(id, "number", "counted");
  for (const run of runs) graph.connect(run, "number", "counted");
  graph.connect("number", study.id, "part");
}

async function traceNumber(viewing: Viewing, subject: LineageSubject): Promise<Trace> {
  const graph = new TraceGraph();
  const picked = await pickNumber(viewing, subject);
  const belongs = await placePicks(viewing, graph, picked.picks);
  placeNumber(graph, picked);
  if (picked.onTexts) for (const run of belongs.runs) graph.connect(`texts@${run}`, "number", "counted");
  const walked = new Graph(MOST_WALKED);
  await walkPicked(viewing, walked, { ...belongs, rewrites: picked.runs });
  const withheld = picked.missing ? [picked.missing] : [];
  return finish(viewing, graph, walked, { title: picked.title, here: "number", picks: picked.picks, withheld });
}

/** What a subject rests on, and what came of it: things, rows by what they belong to, and how they hang together. */
export async function traceLineage(viewing: Viewing, subject: LineageSubject): Promise<Trace> {
  const { of, id } = subject;
  if (of === "study") return traceNumber(viewing, subject);
  if (of !== "run" && of !== "version") return traceRows(viewing, of, id);
  const walked = new Graph(MOST_WALKED);
  const title = await (of === "run" ? walkRun : walkVersion)(viewing, walked, id);
  return finish(viewing, new TraceGraph(), walked, { title, here: id });
}
