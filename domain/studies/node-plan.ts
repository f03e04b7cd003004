import { z } from "zod";
import { designSchema } from "../campaigns/design";
import { protocolSchema } from "../campaigns/protocol";
import { type GateVerdict, gateRuleSchema } from "../gates/gate-rule";
import { pairRecipeSchema } from "../pairs/pair-recipe";
import { studyReadersSchema, UNDECIDED_WAYS } from "./loop-settings";
import type { NodeKind } from "./node-rules";

const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** Something that another node made, by its name there. */
export const sourceSchema = z.strictObject({ node: key, made: z.string().min(1).max(120) });
export type NodeSource = z.infer<typeof sourceSchema>;

const runSchema = z.strictObject({
  /** Its name among what the node made. */
  made: z.string().min(1).max(120),
  name: z.string().min(1).max(120),
  stage: z.string().min(1),
  config: z.record(z.string(), z.unknown()),
  seed: z.int().min(0),
  inputs: z.record(z.string(), sourceSchema),
});
export type PlannedRun = z.infer<typeof runSchema>;

const runs = z.strictObject({ runs: z.array(runSchema).min(1).max(200) });

/** What each kind of node needs to know; whatever it reads of others stands in it by name. */
export const NODE_CONFIGS = {
  import: z.strictObject({}),
  run: runs,
  sweep: runs,
  campaign: z.strictObject({
    name: z.string().min(1).max(120),
    title: z.string().min(1).max(120),
    reads: z.array(sourceSchema).min(1).max(20),
    readers: studyReadersSchema,
    protocol: protocolSchema,
    design: designSchema,
    rule: gateRuleSchema,
    /** Whose notes the rule is about; null: all of them together. */
    decidesOn: sourceSchema.nullable(),
    /** Notes of both sides must be of the very same sources. */
    paired: z.boolean(),
  }),
  gate: z.strictObject({ campaign: key, signature: z.boolean(), undecided: z.enum(UNDECIDED_WAYS) }),
  pairs: z.strictObject({
    name: z.string().min(1).max(120),
    campaign: key,
    rewrites: z.array(sourceSchema),
    recipe: pairRecipeSchema.omit({ campaigns: true, runs: true, versions: true, study: true, keepOut: true }),
    keepOut: sourceSchema,
    look: z.boolean(),
  }),
  comparison: z.strictObject({
    campaign: key,
    before: sourceSchema,
    /** One a seed. */
    after: z.array(sourceSchema).min(1),
    /** An evaluation of both, beside what people read. */
    kept: key.nullable(),
  }),
} as const satisfies Record<NodeKind, z.ZodType>;

export type NodeConfig<Kind extends NodeKind> = z.infer<(typeof NODE_CONFIGS)[Kind]>;

type Planned<Kind extends NodeKind> = {
  key: string;
  kind: Kind;
  title: string;
  config: NodeConfig<Kind>;
  /** Gates that it comes after, with the verdicts that lead here. */
  after: { gate: string; verdicts: GateVerdict[] }[];
};
export type NodePlan = { [Kind in NodeKind]: Planned<Kind> }[NodeKind];

export type PlannedEdge = { fromKey: string; toKey: string; name: string; verdicts: GateVerdict[] };

type Read = { from: string; name: string };

/** What a node reads, by the node that makes it. */
export function readsOf({ kind, config }: Pick<NodePlan, "kind" | "config">): Read[] {
  if (kind === "import") return [];
  if (kind === "run" || kind === "sweep") {
    const { runs: planned } = NODE_CONFIGS[kind].parse(config);
    return planned.flatMap(({ inputs }) => Object.entries(inputs).map(([name, { node }]) => ({ from: node, name })));
  }
  if (kind === "campaign") {
    return NODE_CONFIGS.campaign.parse(config).reads.map(({ node }) => ({ from: node, name: "notes" }));
  }
  if (kind === "gate") return [{ from: NODE_CONFIGS.gate.parse(config).campaign, name: "readings" }];
  if (kind === "pairs") {
    const { campaign, rewrites } = NODE_CONFIGS.pairs.parse(config);
    return [{ from: campaign, name: "marks" }, ...rewrites.map(({ node }) => ({ from: node, name: "rewrites" }))];
  }
  const { campaign, kept } = NODE_CONFIGS.comparison.parse(config);
  return [{ from: campaign, name: "readings" }, ...(kept ? [{ from: kept, name: "scores" }] : [])];
}

/** Every edge once; a node that comes after a gate says by which verdicts. */
export function edgesOf(plan: NodePlan): PlannedEdge[] {
  const edges = new Map<string, PlannedEdge>();
  for (const { from, name } of readsOf(plan)) {
    edges.set(`${from} ${name}`, { fromKey: from, toKey: plan.key, name, verdicts: [] });
  }
  for (const { gate, verdicts } of plan.after) {
    edges.set(`${gate} verdict`, { fromKey: gate, toKey: plan.key, name: "verdict", verdicts });
  }
  return [...edges.values()];
}
