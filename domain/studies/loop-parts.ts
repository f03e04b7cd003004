import type { GateVerdict } from "../gates/gate-rule";
import type { ClinicalLoop } from "./loop-settings";
import type { NodeConfig, NodeSource, PlannedRun } from "./node-plan";

/** Names of what the import node makes. */
export const NOTES = { all: "all", harvest: "harvest", confirm: "confirm" } as const;

export const from = (node: string, made: string): NodeSource => ({ node, made });

/** Verdicts after which a study goes on to train. */
export const verdictsThatTrain = ({ whenUndecided }: Pick<ClinicalLoop, "whenUndecided">): GateVerdict[] =>
  whenUndecided === "go-on" ? ["fail", "undecided"] : ["fail"];

export const signs = ({ readers, signature }: Pick<ClinicalLoop, "readers" | "signature">): boolean =>
  signature || readers.kind === "people";

/** The model that the study begins with. */
export const baseModel = ({ modelId }: ClinicalLoop): NodeSource =>
  modelId === null ? from("base", "model") : from("notes", "model");

/** The model that notes are first written with. */
export const firstModel = (settings: ClinicalLoop): NodeSource =>
  settings.sft ? from("sft", "model") : baseModel(settings);

/** Writes for the notes of one role; both sides of a comparison by the same settings. */
export function writing(
  { name, generate, seed, harvestNotes, confirmNotes }: ClinicalLoop,
  { role, model, made, called }: { role: "harvest" | "confirm"; model: NodeSource; made: string; called: string },
): PlannedRun {
  const limit = role === "harvest" ? harvestNotes : confirmNotes;
  return {
    ...{ made, name: `${name}: ${called}`.slice(0, 120), stage: "generate", seed },
    config: { ...generate.config, split: "test", limit },
    inputs: { model, dataset: from("notes", role) },
  };
}

/** A round by the settings of the study; `round` keeps the draws of rounds apart. */
export function roundConfig(
  { name, title, readers, protocol, design, rule, seed }: ClinicalLoop,
  asked: Pick<NodeConfig<"campaign">, "reads" | "decidesOn" | "paired"> & { round: number },
): NodeConfig<"campaign"> {
  const { round, ...more } = asked;
  return {
    ...{ name: `${name}, round ${round}`, title: `${title}, round ${round}` },
    ...{ readers, protocol },
    design: { ...design, seed: seed + round, sampling: { how: "all", size: null, strata: null, oversample: {} } },
    rule: { ...rule, arm: null },
    ...more,
  };
}
