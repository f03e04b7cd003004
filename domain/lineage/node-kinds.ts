/** What stands in a lineage, from what is first to what is last; `place` orders rows that nothing else orders. */
export const LINEAGE_NODES = {
  dataset: { one: "data version", many: "data versions", place: 0 },
  example: { one: "note", many: "notes", place: 1 },
  model: { one: "model", many: "models", place: 2 },
  run: { one: "run", many: "runs", place: 3 },
  generation: { one: "text", many: "texts", place: 4 },
  campaign: { one: "round", many: "rounds", place: 5 },
  reader: { one: "reviewer", many: "reviewers", place: 6 },
  assessment: { one: "label", many: "labels", place: 7 },
  adjudication: { one: "settled answer", many: "settled answers", place: 8 },
  pair_set: { one: "set of pairs", many: "sets of pairs", place: 9 },
  pair: { one: "pair", many: "pairs", place: 10 },
  gate: { one: "gate", many: "gates", place: 11 },
  number: { one: "number", many: "numbers", place: 12 },
  study: { one: "study", many: "studies", place: 13 },
} as const satisfies Record<string, { one: string; many: string; place: number }>;

export type LineageNodeKind = keyof typeof LINEAGE_NODES;
export const LINEAGE_NODE_KINDS = Object.keys(LINEAGE_NODES) as [LineageNodeKind, ...LineageNodeKind[]];
