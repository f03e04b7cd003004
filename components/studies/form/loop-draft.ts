import type { ConflictRule } from "@/domain/pairs/pair-recipe";
import { type ClinicalLoop, clinicalLoopSchema, type StudyReaders } from "@/domain/studies/loop-settings";
import type { DraftReader } from "../../campaigns/form/campaign-draft";

/** Stages whose settings the form shows, by what they do in a study. */
export type StageConfigs = Record<"sft" | "generate" | "rewrite" | "training", Record<string, unknown>>;

/** What a person fills in; the rest of a study's settings keep their defaults, or what the forked study has. */
export type LoopDraft = {
  name: string;
  title: string;
  notesVersionId: string | null;
  modelId: string | null;
  readersKind: StudyReaders["kind"];
  readers: DraftReader[];
  sensitivity: number;
  specificity: number;
  unit: "note" | "sentence";
  threshold: number;
  whenUndecided: "wait" | "go-on";
  signature: boolean;
  harvestShare: number;
  harvestNotes: number | null;
  confirmNotes: number | null;
  samples: number;
  temperature: number;
  fineTune: boolean;
  rewrites: boolean;
  look: boolean;
  adversarialRatio: number;
  conflicts: ConflictRule;
  pairsPerPrompt: number;
  validationShare: number;
  pairPrompt: string;
  referencePrompt: string;
  stage: "fdpo" | "dpo";
  deltas: string;
  seeds: string;
  confirmDelta: string;
  epochs: number;
  moreEpochs: number;
  configs: StageConfigs;
};

export const EMPTY_LOOP: LoopDraft = {
  ...{ name: "", title: "Clinical notes", notesVersionId: null, modelId: null },
  ...{ readersKind: "people", readers: [], sensitivity: 0.9, specificity: 0.95 },
  ...{ unit: "note", threshold: 0.15, whenUndecided: "wait", signature: false },
  ...{ harvestShare: 0.5, harvestNotes: null, confirmNotes: null, samples: 1, temperature: 0.8 },
  ...{ fineTune: true, rewrites: false, look: true, adversarialRatio: 1, conflicts: "leave-out", pairsPerPrompt: 1 },
  ...{ validationShare: 0.1, pairPrompt: "", referencePrompt: "" },
  ...{ stage: "fdpo", deltas: "10", seeds: "1", confirmDelta: "", epochs: 2, moreEpochs: 1 },
  configs: { sft: {}, generate: {}, rewrite: {}, training: {} },
};

function readersOfDraft(
  readers: StudyReaders,
): Pick<LoopDraft, "readersKind" | "readers" | "sensitivity" | "specificity"> {
  const { sensitivity, specificity } = EMPTY_LOOP;
  if (readers.kind === "people") {
    const people = readers.people.filter(({ role }) => role === "reader");
    return {
      ...{ readersKind: "people", sensitivity, specificity },
      readers: people.map(({ userId, hoursPerWeek }) => ({ userId, hoursPerWeek })),
    };
  }
  const [first] = readers.skills;
  return {
    ...{ readersKind: "simulated", readers: [] },
    ...{ sensitivity: first?.sensitivity ?? sensitivity, specificity: first?.specificity ?? specificity },
  };
}

/** The form as the settings of a study fill it in. */
export function loopDraftOf(settings: ClinicalLoop): LoopDraft {
  const { name, title, notesVersionId, modelId, whenUndecided, signature, harvestShare, harvestNotes } = settings;
  const { generate, pairs, training, sft, protocol, rule, confirmNotes } = settings;
  const { adversarialRatio, conflicts, pairsPerPrompt, validationShare, prompt, referencePrompt, origins } =
    pairs.recipe;
  return {
    ...{ name, title, notesVersionId, modelId, whenUndecided, signature, harvestShare, harvestNotes, confirmNotes },
    ...readersOfDraft(settings.readers),
    ...{ unit: protocol.unit, threshold: rule.threshold, samples: generate.samples, temperature: generate.temperature },
    ...{ fineTune: sft !== null, rewrites: origins.includes("rewrite"), look: pairs.look },
    ...{ adversarialRatio, conflicts, pairsPerPrompt, validationShare },
    ...{ pairPrompt: prompt ?? "", referencePrompt: referencePrompt ?? "", stage: training.stage },
    ...{ deltas: training.deltas.join(", "), seeds: training.seeds.join(", "), epochs: training.epochs },
    ...{ confirmDelta: training.confirmDelta === null ? "" : String(training.confirmDelta) },
    moreEpochs: training.moreEpochs,
    configs: {
      ...{ sft: sft?.config ?? {}, generate: generate.config },
      ...{ rewrite: pairs.rewrite?.config ?? {}, training: training.config },
    },
  };
}

/** `0, 2; 10`: numbers, or null where something else stands among them. */
export function readNumbers(text: string): number[] | null {
  const numbers = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  return numbers.length > 0 && numbers.every((each) => Number.isFinite(each) && each >= 0)
    ? [...new Set(numbers)]
    : null;
}

/** The settings as a launch takes them. */
export const parseLoop = (settings: unknown): ClinicalLoop | null =>
  clinicalLoopSchema.safeParse(settings).data ?? null;
