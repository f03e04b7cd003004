import { z } from "zod";
import { LINEAGE_EDGE_KINDS } from "./edge-kinds";
import { lineageSubjectFields } from "./lineage-subject";
import { LINEAGE_NODE_KINDS } from "./node-kinds";

/** One thing, or many of a kind that stand in the same place. */
const nodeAnswer = z
  .object({
    id: z.string(),
    kind: z.enum(LINEAGE_NODE_KINDS),
    name: z.string().describe("Of one thing; what many have in common."),
    detail: z.string().nullable(),
    count: z.number().describe("Things that it stands for."),
    thing: z.string().nullable().describe("Id, where it is one thing."),
    within: z.string().nullable().describe("Where it belongs: dataset of a version, round of a gate."),
    list: z.string().nullable().describe("Asks for the single things."),
    page: z.string().nullable().describe("Of a single row: where it is read in a browser, below the project."),
  })
  .meta({ id: "LineageTraceNode" });
export type TraceNode = z.infer<typeof nodeAnswer>;

const edgeAnswer = z.object({
  from: z.string(),
  to: z.string(),
  kind: z.enum(LINEAGE_EDGE_KINDS),
  name: z.string().nullable().describe("Of an input: which one."),
});
export type TraceEdge = z.infer<typeof edgeAnswer>;

export const traceAnswer = z
  .object({
    title: z.string(),
    here: z.string().describe("The node that was asked for."),
    nodes: z.array(nodeAnswer),
    edges: z.array(edgeAnswer),
    withheld: z.array(z.string()).describe("What is not shown now, and why."),
    truncated: z.boolean().describe("There is more than the answer holds."),
  })
  .meta({ id: "LineageTrace" });
export type Trace = z.infer<typeof traceAnswer>;

export const memberAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    detail: z.string(),
    page: z.string().nullable().describe("Where it is read in a browser, below the project."),
    subject: z.object({ of: lineageSubjectFields.of, id: z.string() }).nullable().describe("What can be asked on."),
  })
  .meta({ id: "LineageMember" });
export type TraceMember = z.infer<typeof memberAnswer>;
