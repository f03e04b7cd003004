/** From what was first to what came of it: `on` is said of the first, `back` of the second. */
export const LINEAGE_EDGES = {
  input: { on: "read by", back: "reads" },
  made: { on: "made", back: "made by" },
  wrote: { on: "wrote", back: "written by" },
  row: { on: "holds", back: "row of" },
  divided: { on: "divided into", back: "divided from" },
  asked: { on: "asked for", back: "written for" },
  shown: { on: "shown in", back: "shows" },
  read: { on: "asked for", back: "given in" },
  said: { on: "gave", back: "given by" },
  settled: { on: "settled by", back: "settles" },
  paired: { on: "made", back: "made of" },
  marks: { on: "drawn on by", back: "draws on" },
  frozen: { on: "frozen as", back: "frozen from" },
  signed: { on: "decided by", back: "decides on" },
  counted: { on: "counted in", back: "counts" },
  part: { on: "part of", back: "holds" },
} as const satisfies Record<string, { on: string; back: string }>;

export type LineageEdgeKind = keyof typeof LINEAGE_EDGES;
export const LINEAGE_EDGE_KINDS = Object.keys(LINEAGE_EDGES) as [LineageEdgeKind, ...LineageEdgeKind[]];
