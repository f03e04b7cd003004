import { clinicalLoop } from "./clinical-loop";
import { type ClinicalLoop, clinicalLoopSchema } from "./loop-settings";
import type { NodePlan } from "./node-plan";

/** Parts of a study's settings, as its form shows them. */
export const FORK_PARTS = [
  "notes",
  "fineTune",
  "writing",
  "samples",
  "reading",
  "undecided",
  "pairs",
  "training",
] as const;
export type ForkPart = (typeof FORK_PARTS)[number];

const WITH_FINE_TUNING = clinicalLoopSchema.shape.sft.parse({});

const marked = (config: Record<string, unknown>) => ({ ...config, "of-a-fork": 1 });

/** A change in each part; which one it is does not matter, only what it reaches. */
const CHANGED: Readonly<Record<Exclude<ForkPart, "notes">, (of: ClinicalLoop) => ClinicalLoop>> = {
  fineTune: (of) => ({ ...of, sft: of.sft ? { ...of.sft, config: marked(of.sft.config) } : WITH_FINE_TUNING }),
  writing: (of) => ({ ...of, generate: { ...of.generate, config: marked(of.generate.config) } }),
  samples: (of) => ({ ...of, generate: { ...of.generate, samples: of.generate.samples + 1 } }),
  reading: (of) => ({ ...of, rule: { ...of.rule, threshold: of.rule.threshold / 2 } }),
  undecided: (of) => ({ ...of, whenUndecided: of.whenUndecided === "wait" ? "go-on" : "wait" }),
  pairs: (of) => {
    const { recipe } = of.pairs;
    return { ...of, pairs: { ...of.pairs, recipe: { ...recipe, pairsPerPrompt: recipe.pairsPerPrompt + 1 } } };
  },
  training: (of) => ({ ...of, training: { ...of.training, config: marked(of.training.config) } }),
};

/** Nodes whose settings differ between two plans, among those that a fork keeps. */
export function differingNodes(
  before: readonly NodePlan[],
  after: readonly NodePlan[],
  kept: ReadonlySet<string>,
): string[] {
  const configs = new Map(after.map(({ key, config }) => [key, JSON.stringify(config)]));
  return before
    .filter(({ key, config }) => kept.has(key) && configs.get(key) !== JSON.stringify(config))
    .map(({ key }) => key);
}

/** Parts that a fork may say otherwise without changing what was made before it. */
export function openParts(settings: ClinicalLoop, kept: ReadonlySet<string>): ForkPart[] {
  if (kept.size === 0) return [...FORK_PARTS];
  const before = clinicalLoop(settings, "model");
  return FORK_PARTS.filter(
    (part) =>
      part !== "notes" && differingNodes(before, clinicalLoop(CHANGED[part](settings), "model"), kept).length === 0,
  );
}
