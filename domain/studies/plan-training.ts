import { firstModel, from, NOTES, roundConfig, signs, verdictsThatTrain, writing } from "./loop-parts";
import type { ClinicalLoop } from "./loop-settings";
import type { NodePlan, PlannedRun } from "./node-plan";

type Turn = {
  shortName: string;
  /** 0: as planned; 1 and more: with as many further epochs, because the gate before still failed. */
  turn: number;
};

const keyed = (key: string, turn: number) => (turn === 0 ? key : `${key}-more-${turn}`);

/** The gate at which a turn ends. */
export const gateOfTurn = (turn: number): string => keyed("gate-2", turn);

const modelName = (delta: number, seed: number) => `delta${delta}-seed${seed}`;

/** As AIXpert's pipeline names its models; seeds apart where there are several. */
function runName({ training }: ClinicalLoop, { shortName, turn }: Turn, delta: number, seed: number): string {
  const method = training.stage === "fdpo" ? `FactualDPO_${shortName}_delta${delta}` : `OriginalDPO_${shortName}`;
  const seeds = training.seeds.length > 1 ? `_seed${seed}` : "";
  return `${method}${seeds}${turn > 0 ? `_epochs${training.epochs + turn}` : ""}`;
}

export const confirmedDelta = ({ training: { confirmDelta, deltas } }: ClinicalLoop): number =>
  confirmDelta ?? deltas[0] ?? 0;

const deltasOf = ({ training: { stage, deltas } }: ClinicalLoop): readonly number[] =>
  stage === "dpo" ? [0] : [...new Set(deltas)];

/** What both read pairs by, so that the stored reference is of the very texts that are trained on. */
const SHARED = ["quantisation", "maxTokens", "overLimit", "prompt", "system", "chat", "validationExamples"] as const;

/** Tokens of a pair at most, where the settings say nothing. */
export const TRAINED_TOKENS = 1_024;

const sharedConfig = ({ training: { config } }: ClinicalLoop): Record<string, unknown> => ({
  ...{ maxTokens: TRAINED_TOKENS },
  ...Object.fromEntries(SHARED.flatMap((name) => (name in config ? [[name, config[name]]] : []))),
});

/** One run alone measures its reference itself. */
const storesReference = (settings: ClinicalLoop): boolean =>
  deltasOf(settings).length * settings.training.seeds.length > 1;

function trainingRuns(settings: ClinicalLoop, turn: Turn): PlannedRun[] {
  const { stage, seeds, epochs, config } = settings.training;
  const stored = storesReference(settings);
  return deltasOf(settings).flatMap((delta) =>
    seeds.map((seed) => ({
      ...{ made: modelName(delta, seed), name: runName(settings, turn, delta, seed), stage, seed },
      config: {
        ...{ ...config, ...sharedConfig(settings), epochs: epochs + turn.turn },
        ...(stage === "fdpo" ? { delta } : {}),
        ...(stored ? { reference: "stored" } : {}),
      },
      inputs: {
        ...{ model: firstModel(settings), dataset: from("pairs", "version") },
        ...(stored ? { reference: from("reference", "run") } : {}),
      },
    })),
  );
}

/** Models that are read again: of the chosen Δ, one a seed. */
const readAgain = (settings: ClinicalLoop) => {
  const delta = settings.training.stage === "dpo" ? 0 : confirmedDelta(settings);
  return settings.training.seeds.map((seed) => modelName(delta, seed));
};

/** What the study's notes are written by; rewrites of references are learned from by the same. */
function promptOf({ generate: { config } }: ClinicalLoop): string | null {
  return typeof config.prompt === "string" ? config.prompt : null;
}

function pairPlans(settings: ClinicalLoop): NodePlan[] {
  const after = [{ gate: "gate-1", verdicts: verdictsThatTrain(settings) }];
  const rewrite = settings.pairs.rewrite && {
    ...{ made: "rewrites", name: `${settings.name}: wrong rewrites`, stage: "rewrite", seed: settings.seed },
    config: { ...settings.pairs.rewrite.config, split: "test" },
    inputs: { dataset: from("notes", NOTES.harvest) },
  };
  const reference = {
    ...{ made: "run", name: `${settings.name}: reference`, stage: "reference", seed: settings.seed },
    config: sharedConfig(settings),
    inputs: { model: firstModel(settings), dataset: from("pairs", "version") },
  };
  const { recipe, look } = settings.pairs;
  const config = {
    ...{ name: `${settings.name}: pairs`, campaign: "read-1", look },
    recipe: { ...recipe, referencePrompt: recipe.referencePrompt ?? promptOf(settings) },
    rewrites: rewrite ? [from("rewrite", "rewrites")] : [],
    keepOut: from("notes", NOTES.confirm),
  };
  return [
    ...(rewrite
      ? [{ key: "rewrite", kind: "run" as const, title: "Wrong rewrites", config: { runs: [rewrite] }, after }]
      : []),
    { key: "pairs", kind: "pairs", title: "Pairs of harvested notes", config, after },
    ...(storesReference(settings)
      ? [{ key: "reference", kind: "run" as const, title: "Reference", config: { runs: [reference] }, after: [] }]
      : []),
  ];
}

/** From the training to the answer; for a further epoch everything that comes after the pairs once more. */
export function trainingPlans(settings: ClinicalLoop, turn: Turn): NodePlan[] {
  const key = (name: string) => keyed(name, turn.turn);
  const round = turn.turn + 2;
  const [train, write, read, gate] = [key("train"), key("write-after"), key("read-2"), key("gate-2")];
  const before = from("write-before", "notes");
  const written = readAgain(settings).map((made) => {
    const model = from(train, made);
    return writing(settings, { role: "confirm", model, made, called: `confirming notes, after, ${made}, ${round}` });
  });
  const after = written.map(({ made }) => from(write, made));
  const [first] = after;
  const trainsAfter = turn.turn === 0 ? [] : [{ gate: gateOfTurn(turn.turn - 1), verdicts: ["fail" as const] }];
  const kept = {
    ...{ made: "scores", name: `${settings.name}: kept knowledge, ${round}`, stage: "evaluate", seed: 0, config: {} },
    inputs: { generations: first ?? before, baseline: before },
  };
  const campaign = roundConfig(settings, {
    ...{ round, reads: [before, ...after], decidesOn: first ?? null, paired: true },
  });
  const decided = { campaign: read, signature: signs(settings), undecided: settings.whenUndecided };
  const title = turn.turn === 0 ? "Train on pairs" : `Train, ${settings.training.epochs + turn.turn} epochs`;
  return [
    ...(turn.turn === 0 ? pairPlans(settings) : []),
    { key: train, kind: "sweep", title, config: { runs: trainingRuns(settings, turn) }, after: trainsAfter },
    { key: write, kind: "sweep", title: "Write confirming notes again", config: { runs: written }, after: [] },
    { key: key("kept"), kind: "run", title: "Kept knowledge", config: { runs: [kept] }, after: [] },
    { key: read, kind: "campaign", title: "Second reading, mixed and blinded", config: campaign, after: [] },
    { key: gate, kind: "gate", title: turn.turn === 0 ? "Second gate" : `Gate ${round}`, config: decided, after: [] },
    {
      ...{ key: key("before-after"), kind: "comparison", title: "Before against after", after: [] },
      config: { campaign: read, before, after, kept: key("kept") },
    },
  ];
}
