import { baseModel, firstModel, from, NOTES, roundConfig, signs, writing } from "./loop-parts";
import type { ClinicalLoop } from "./loop-settings";
import type { NodePlan } from "./node-plan";
import { trainingPlans } from "./plan-training";

function importPlans({ modelId }: ClinicalLoop): NodePlan[] {
  const notes: NodePlan = { key: "notes", kind: "import", title: "Notes", config: {}, after: [] };
  if (modelId !== null) return [notes];
  const base = {
    ...{ made: "model", name: "Import SmolLM2 135M", stage: "import-model", seed: 0 },
    ...{ config: { source: "embedded" }, inputs: {} },
  };
  return [notes, { key: "base", kind: "run", title: "Base model", config: { runs: [base] }, after: [] }];
}

function sftPlan(settings: ClinicalLoop): NodePlan[] {
  if (!settings.sft) return [];
  const run = {
    ...{ made: "model", name: `${settings.name}: fine-tune`, stage: "sft", seed: settings.seed },
    config: settings.sft.config,
    inputs: { model: baseModel(settings), dataset: from("notes", NOTES.all) },
  };
  return [{ key: "sft", kind: "run", title: "Fine-tune on notes", config: { runs: [run] }, after: [] }];
}

function firstWritingPlans(settings: ClinicalLoop): NodePlan[] {
  const model = firstModel(settings);
  const { samples, temperature } = settings.generate;
  const greedy = writing(settings, { role: "harvest", model, made: "notes", called: "notes to learn from" });
  const sampled = Array.from({ length: samples - 1 }, (_, at) => {
    const called = `notes to learn from, sample ${at + 2}`;
    const run = writing(settings, { role: "harvest", model, made: `sample-${at + 2}`, called });
    return { ...run, seed: settings.seed + at + 1, config: { ...run.config, temperature } };
  });
  const confirm = writing(settings, { role: "confirm", model, made: "notes", called: "confirming notes, before" });
  const harvest = { runs: [greedy, ...sampled] };
  return [
    { key: "write", kind: samples > 1 ? "sweep" : "run", title: "Write harvested notes", config: harvest, after: [] },
    { key: "write-before", kind: "run", title: "Write confirming notes", config: { runs: [confirm] }, after: [] },
  ];
}

/** Scores against the references, as everybody's notes get them: no reader sees what the untuned model writes. */
function gainPlans(settings: ClinicalLoop): NodePlan[] {
  if (!settings.sft?.compare) return [];
  const model = baseModel(settings);
  const called = "confirming notes, untuned";
  const written = writing(settings, { role: "confirm", model, made: "notes", called });
  const scored = {
    ...{ made: "scores", name: `${settings.name}: tuned against untuned`, stage: "evaluate", seed: 0, config: {} },
    inputs: { generations: from("write-before", "notes"), baseline: from("write-base", "notes") },
  };
  return [
    { key: "write-base", kind: "run", title: "Write them untuned", config: { runs: [written] }, after: [] },
    { key: "gain", kind: "run", title: "Tuned against untuned", config: { runs: [scored] }, after: [] },
  ];
}

function firstRoundPlans(settings: ClinicalLoop): NodePlan[] {
  const samples = Array.from({ length: settings.generate.samples - 1 }, (_, at) => from("write", `sample-${at + 2}`));
  const reads = [from("write", "notes"), ...samples];
  const decidesOn = samples.length > 0 ? from("write", "notes") : null;
  const campaign = roundConfig(settings, { round: 1, reads, decidesOn, paired: false });
  const gate = { campaign: "read-1", signature: signs(settings), undecided: settings.whenUndecided };
  return [
    { key: "read-1", kind: "campaign", title: "First reading", config: campaign, after: [] },
    { key: "gate-1", kind: "gate", title: "First gate", config: gate, after: [] },
  ];
}

/**
 * The loop of clinical notes: what a model writes is read, and where the gate does not pass, the marks on harvested
 * notes train the next model, whose confirming notes are read mixed and blinded with those written before. Nobody has
 * seen confirming notes before that round; each further epoch reads them once more, and its answer says so.
 */
export function clinicalLoop(settings: ClinicalLoop, shortName: string): NodePlan[] {
  return [
    ...importPlans(settings),
    ...sftPlan(settings),
    ...firstWritingPlans(settings),
    ...gainPlans(settings),
    ...firstRoundPlans(settings),
    ...trainingPlans(settings, { shortName, turn: 0 }),
  ];
}
