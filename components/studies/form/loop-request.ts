import {
  type ClinicalLoop,
  type ClinicalLoopInput,
  clinicalLoopSchema,
  type StudyReaders,
} from "@/domain/studies/loop-settings";
import { type LoopDraft, loopDraftOf, readNumbers, type StageConfigs } from "./loop-draft";

function trainingOf(draft: LoopDraft, base: ClinicalLoop | null, config: StageConfigs["training"]) {
  const { stage, deltas, seeds, epochs, moreEpochs, confirmDelta } = draft;
  const [found, drawn] = [readNumbers(deltas), readNumbers(seeds)];
  const confirmed = confirmDelta.trim() === "" ? null : Number(confirmDelta);
  if (!found || !drawn?.every(Number.isInteger)) return null;
  if (confirmed !== null && !found.includes(confirmed)) return null;
  return {
    ...base?.training,
    ...{ stage, deltas: found, seeds: drawn, epochs, moreEpochs, confirmDelta: confirmed, config },
  };
}

/** All simulated readers of the study before, with what the form says otherwise than it did. */
function simulatedOf(draft: LoopDraft, base: ClinicalLoop | null): StudyReaders {
  const { sensitivity, specificity } = draft;
  if (base?.readers.kind !== "simulated") {
    return { kind: "simulated", skills: [{ sensitivity, specificity }], seed: 1 };
  }
  const before = loopDraftOf(base);
  const changed = {
    ...(sensitivity === before.sensitivity ? {} : { sensitivity }),
    ...(specificity === before.specificity ? {} : { specificity }),
  };
  return { ...base.readers, skills: base.readers.skills.map((skill) => ({ ...skill, ...changed })) };
}

/** Whoever reads beside the readers that the form names, such as one who settles, stays. */
function readersOf(draft: LoopDraft, base: ClinicalLoop | null): StudyReaders | null {
  const { readersKind, readers } = draft;
  if (base) {
    const before = loopDraftOf(base);
    const same = (["readersKind", "readers", "sensitivity", "specificity"] as const).every(
      (key) => JSON.stringify(before[key]) === JSON.stringify(draft[key]),
    );
    if (same) return base.readers;
  }
  if (readersKind === "simulated") return simulatedOf(draft, base);
  if (readers.length === 0) return null;
  const others = base?.readers.kind === "people" ? base.readers.people.filter(({ role }) => role !== "reader") : [];
  return { kind: "people", people: [...readers.map((reader) => ({ ...reader, role: "reader" as const })), ...others] };
}

const template = (text: string) => (text.trim() === "" ? null : text);
const holdsSource = (text: string) => text.trim() === "" || text.includes("{source}");

/** What is still missing, each in a sentence. */
export function loopProblems(draft: LoopDraft): string[] {
  const training = trainingOf(draft, null, {});
  return [
    ...(draft.name.trim() ? [] : ["Give it a name."]),
    ...(draft.title.trim() ? [] : ["Give it a title that readers see."]),
    ...(draft.notesVersionId ? [] : ["Choose the notes."]),
    ...(readersOf(draft, null) ? [] : ["Choose who reads."]),
    ...(training ? [] : ["Write Δ and whole seeds as numbers with commas between; the Δ read again is one of them."]),
    ...([draft.pairPrompt, draft.referencePrompt].every(holdsSource) ? [] : ["A prompt has to hold {source}."]),
  ];
}

function originsOf({ rewrites }: LoopDraft, base: ClinicalLoop | null) {
  const others = (base?.pairs.recipe.origins ?? ["correction", "generations"]).filter((each) => each !== "rewrite");
  return [...others, ...(rewrites ? (["rewrite"] as const) : [])];
}

function pairsOf(draft: LoopDraft, base: ClinicalLoop | null, config: StageConfigs["rewrite"]) {
  const { adversarialRatio, conflicts, pairsPerPrompt, validationShare, pairPrompt, referencePrompt } = draft;
  return {
    recipe: {
      ...base?.pairs.recipe,
      ...{ origins: originsOf(draft, base), adversarialRatio, conflicts, pairsPerPrompt, validationShare },
      ...{ prompt: template(pairPrompt), referencePrompt: template(referencePrompt) },
    },
    rewrite: draft.rewrites ? { ...base?.pairs.rewrite, config } : null,
    look: draft.look,
  };
}

/**
 * The settings to ask for; null while something is missing or out of bounds. Settings that the form does not show are
 * those of `base`.
 */
export function loopRequest(
  draft: LoopDraft,
  base: ClinicalLoop | null = null,
  configs: StageConfigs = draft.configs,
): ClinicalLoopInput | null {
  const [readers, training] = [readersOf(draft, base), trainingOf(draft, base, configs.training)];
  if (!readers || !training || !draft.notesVersionId) return null;
  const { name, title, notesVersionId, modelId, unit, threshold, whenUndecided, signature, samples, temperature } =
    draft;
  const request: ClinicalLoopInput = {
    ...base,
    ...{ name, title, notesVersionId, modelId, readers, training, whenUndecided, signature },
    ...{ harvestShare: draft.harvestShare, harvestNotes: draft.harvestNotes, confirmNotes: draft.confirmNotes },
    sft: draft.fineTune ? { ...base?.sft, config: configs.sft } : null,
    generate: { ...base?.generate, samples, temperature, config: configs.generate },
    protocol: { ...base?.protocol, unit },
    rule: { ...base?.rule, unit, threshold },
    pairs: pairsOf(draft, base, configs.rewrite),
  };
  return clinicalLoopSchema.safeParse(request).success ? request : null;
}

/** What a fork says otherwise than the study that it comes from, by setting. */
export function changesOf(base: ClinicalLoop, request: ClinicalLoopInput): Record<string, unknown> {
  const after = clinicalLoopSchema.parse(request);
  return Object.fromEntries(
    Object.entries(after).filter(
      ([key, value]) => key !== "name" && JSON.stringify(value) !== JSON.stringify(Reflect.get(base, key)),
    ),
  );
}
