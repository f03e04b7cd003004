import { expect, test } from "vitest";
import { foldAlike } from "./fold-alike";
import type { TraceEdge, TraceNode } from "./lineage-answer";

const node = (id: string, kind: TraceNode["kind"], detail: string | null = null): TraceNode => ({
  ...{ id, kind, name: id, detail, count: 1, thing: id, within: null, list: null, page: null },
});
const edge = (from: string, to: string, kind: TraceEdge["kind"] = "input"): TraceEdge => ({
  ...{ from, to, kind, name: null },
});

/** A sweep: one version, runs that train on it, the model of each, one round that reads what they write. */
function sweep(runs: number) {
  const places = Array.from({ length: runs }, (_, at) => at);
  return {
    here: "pairs",
    nodes: [
      node("pairs", "dataset"),
      ...places.flatMap((at) => [node(`run ${at}`, "run", "dpo, finished"), node(`model ${at}`, "model")]),
      node("round", "campaign"),
    ],
    edges: places.flatMap((at) => [
      ...[edge("pairs", `run ${at}`), edge(`run ${at}`, `model ${at}`, "made")],
      edge(`model ${at}`, "round", "shown"),
    ]),
  };
}

test("runs of a sweep stand as one, and so do their models, joined as they were", () => {
  const { groups, edges } = foldAlike(sweep(10));
  expect(groups.map(({ kind, count, nodes }) => [kind, count, nodes.length])).toEqual([
    ["dataset", 1, 1],
    ["run", 10, 10],
    ["model", 10, 10],
    ["campaign", 1, 1],
  ]);
  expect(edges.map(({ from, to }) => `${from} ${to}`)).toEqual([
    "pairs alike run 0",
    "alike run 0 alike model 0",
    "alike model 0 round",
  ]);
});

test("few stay apart, and so does one that hangs elsewhere, looks otherwise or was asked for", () => {
  expect(foldAlike(sweep(3)).groups).toHaveLength(8);
  const ten = sweep(10);
  const hung = foldAlike({ ...ten, edges: [...ten.edges, edge("run 3", "round", "shown")] });
  expect(hung.groups.filter(({ kind }) => kind === "run").map(({ count }) => count)).toEqual([9, 1]);
  const failed = ten.nodes.map((each) => (each.id === "run 3" ? { ...each, detail: "dpo, failed" } : each));
  expect(foldAlike({ ...ten, nodes: failed }).groups.filter(({ kind }) => kind === "model")).toHaveLength(2);
  expect(foldAlike({ ...ten, here: "run 3" }).groups.find(({ id }) => id === "run 3")?.nodes).toHaveLength(1);
});

test("a group that was opened stands apart, and rows are counted through it", () => {
  const ten = sweep(10);
  expect(foldAlike(ten, new Set(["alike run 0"])).groups.filter(({ kind }) => kind === "run")).toHaveLength(10);
  const counted = ten.nodes.map((each) => (each.kind === "model" ? { ...each, count: 20, list: each.id } : each));
  expect(foldAlike({ ...ten, nodes: counted }).groups.find(({ kind }) => kind === "model")?.count).toBe(200);
});
