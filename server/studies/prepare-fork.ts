import { clinicalLoop } from "@/domain/studies/clinical-loop";
import { type ClinicalLoop, clinicalLoopSchema } from "@/domain/studies/loop-settings";
import { NODE_CONFIGS, type NodePlan } from "@/domain/studies/node-plan";
import { gateOfTurn, trainingPlans } from "@/domain/studies/plan-training";
import { descendantsOf } from "@/domain/studies/readiness";
import { canonicalJson } from "../audit/canonical-json";
import { DomainError } from "../errors";
import type { StudyGraph } from "./read-graph";
import { refusePlan } from "./refuse-plan";

export type Fork = { study: string; node: string; name: string; changes: Record<string, unknown> };

export function changedSettings(graph: StudyGraph, { changes, name }: Fork): ClinicalLoop {
  const parsed = clinicalLoopSchema.safeParse({ ...graph.launch.settings, ...changes, name });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({
    ...{ where: ["changes", ...path].join("."), what: `${path.join(".") || "The settings"}: ${message}` },
  }));
  throw new DomainError("Validation", problems.map(({ what }) => what).join(" "), problems);
}

/** What divides the notes: with other values nothing that was made before could be shared. */
const DIVIDES = ["notesVersionId", "heldOut", "seed", "harvestShare", "modelId"] as const;

/** Both sides of the fork must mean the same by everything before it. */
function refuseEarlierChanges(before: ClinicalLoop, after: ClinicalLoop): void {
  const changed = DIVIDES.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (changed.length === 0) return;
  const what = `Other ${changed.join(", ")} would change what was made before this node.`;
  throw new DomainError("Validation", what, [
    { where: `changes.${changed[0]}`, what, remedy: "Fork from “Notes”, which makes everything anew." },
  ]);
}

/** What is done and does not stand on the node. */
export function sharedKeys(from: StudyGraph, key: string): Set<string> {
  const anew = descendantsOf(key, from.edges);
  const kept = [...from.nodes.values()].filter((node) => !anew.has(node.key) && node.state === "done");
  return new Set(kept.map((node) => node.key));
}

/** With the defaults of today, as a study may be older than a setting. */
function storedConfig({ nodes }: StudyGraph, key: string): string {
  const node = nodes.get(key);
  return canonicalJson(node ? (NODE_CONFIGS[node.kind].safeParse(node.config).data ?? node.config) : {});
}

/** What is shared was made by the settings that hold now, or the two sides of a comparison would differ in more. */
function refuseOtherConfigs(graph: StudyGraph, keys: ReadonlySet<string>, plans: readonly NodePlan[]): void {
  const planned = new Map(plans.map(({ key, kind, config }) => [key, canonicalJson(NODE_CONFIGS[kind].parse(config))]));
  const other = [...keys].find((key) => planned.get(key) !== storedConfig(graph, key));
  if (!other) return;
  const what = `These changes also change “${graph.nodes.get(other)?.title ?? other}”, which stands before the fork.`;
  throw new DomainError("Validation", what, [
    { where: "changes", what, remedy: "Fork from there, or leave those settings as they were." },
  ]);
}

/** Further epochs come as new nodes after a gate that failed: one that is shared makes none any more. */
function planFork(settings: ClinicalLoop, shortName: string, graph: StudyGraph, keys: ReadonlySet<string>): NodePlan[] {
  const plans = clinicalLoop(settings, shortName);
  for (let turn = 1; turn <= settings.training.moreEpochs; turn++) {
    const gate = graph.nodes.get(gateOfTurn(turn - 1));
    if (!gate || !keys.has(gate.key) || gate.verdict !== "fail") break;
    plans.push(...trainingPlans(settings, { shortName, turn }));
  }
  return plans;
}

function refuseMissing(plans: readonly NodePlan[], { node }: Fork): void {
  if (plans.some(({ key }) => key === node)) return;
  const what = "With these changes there is no such node in the fork.";
  throw new DomainError("Validation", what, [{ where: "changes", what, remedy: "Fork from an earlier node." }]);
}

export type PreparedFork = { settings: ClinicalLoop; plans: NodePlan[]; keys: Set<string> };

/** What a fork would make, or a refusal where it would change what it shares. Nothing is written. */
export function prepareFork(graph: StudyGraph, fork: Fork, shortName: string): PreparedFork {
  const before = clinicalLoopSchema.parse(graph.launch.settings);
  const settings = changedSettings(graph, fork);
  refuseEarlierChanges(before, settings);
  const keys = sharedKeys(graph, fork.node);
  const plans = planFork(settings, shortName, graph, keys);
  refusePlan(plans);
  refuseOtherConfigs(graph, keys, planFork({ ...settings, name: before.name }, shortName, graph, keys));
  refuseMissing(plans, fork);
  return { settings, plans, keys };
}
