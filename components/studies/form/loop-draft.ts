import { type ClinicalLoopInput, clinicalLoopSchema, type StudyReaders } from "@/domain/studies/loop-settings";
import type { DraftReader } from "../../campaigns/form/campaign-draft";

/** What a person fills in; the rest of a study's settings keep their defaults. */
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
  fineTune: boolean;
  rewrites: boolean;
  look: boolean;
  deltas: string;
  seeds: string;
  epochs: number;
};

export const EMPTY_LOOP: LoopDraft = {
  ...{ name: "", title: "Clinical notes", notesVersionId: null, modelId: null },
  ...{ readersKind: "people", readers: [], sensitivity: 0.9, specificity: 0.95 },
  ...{ unit: "note", threshold: 0.15, whenUndecided: "wait", signature: false },
  ...{ harvestShare: 0.5, harvestNotes: null, confirmNotes: null, samples: 1 },
  ...{ fineTune: true, rewrites: false, look: true, deltas: "10", seeds: "1", epochs: 2 },
};

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

function trainingOf({ deltas, seeds, epochs }: LoopDraft) {
  const [found, drawn] = [readNumbers(deltas), readNumbers(seeds)];
  if (!found || !drawn?.every(Number.isInteger)) return null;
  return { stage: "fdpo" as const, deltas: found, seeds: drawn, epochs };
}

function readersOf({ readersKind, readers, sensitivity, specificity }: LoopDraft): StudyReaders | null {
  if (readersKind === "simulated") return { kind: "simulated", skills: [{ sensitivity, specificity }], seed: 1 };
  if (readers.length === 0) return null;
  return { kind: "people", people: readers.map((reader) => ({ ...reader, role: "reader" as const })) };
}

/** What is still missing, each in a sentence. */
export function loopProblems(draft: LoopDraft): string[] {
  return [
    ...(draft.name.trim() ? [] : ["Give it a name."]),
    ...(draft.title.trim() ? [] : ["Give it a title that readers see."]),
    ...(draft.notesVersionId ? [] : ["Choose the notes."]),
    ...(readersOf(draft) ? [] : ["Choose who reads."]),
    ...(trainingOf(draft) ? [] : ["Write Δ and whole seeds as numbers with commas between."]),
  ];
}

/** The settings to ask for; null while something is missing or out of bounds. */
export function loopRequest(draft: LoopDraft): ClinicalLoopInput | null {
  const [readers, training] = [readersOf(draft), trainingOf(draft)];
  if (!readers || !training || !draft.notesVersionId) return null;
  const { name, title, notesVersionId, modelId, unit, threshold, whenUndecided, signature, samples } = draft;
  const request: ClinicalLoopInput = {
    ...{ name, title, notesVersionId, modelId, readers, training, whenUndecided, signature },
    ...{ harvestShare: draft.harvestShare, harvestNotes: draft.harvestNotes, confirmNotes: draft.confirmNotes },
    ...(draft.fineTune ? {} : { sft: null }),
    generate: { samples },
    protocol: { unit },
    rule: { unit, threshold },
    pairs: {
      recipe: { origins: draft.rewrites ? ["correction", "generations", "rewrite"] : ["correction", "generations"] },
      ...(draft.rewrites ? { rewrite: { config: {} } } : {}),
      look: draft.look,
    },
  };
  return clinicalLoopSchema.safeParse(request).success ? request : null;
}
