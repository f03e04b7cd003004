import { type EditFamily, FAMILY_NAMES } from "@/domain/campaigns/edit-families";
import type { Planting } from "@/domain/campaigns/planting";

/** "Plant errors by rule" before a run is chosen. */
export type PlantingDraft = Omit<Planting, "run"> & { run: string | null };

export const EMPTY_PLANTING: PlantingDraft = { run: null, families: [...FAMILY_NAMES], share: 0.1, seed: 1 };

export const withFamily = (families: readonly EditFamily[], family: EditFamily, wanted: boolean): EditFamily[] =>
  FAMILY_NAMES.filter((each) => (each === family ? wanted : families.includes(each)));

/** What is still to be said; the server checks the rest. */
export function plantingProblem({ run, families }: PlantingDraft): string | null {
  if (families.length === 0) return "Choose at least one family of errors to plant.";
  return run === null ? "Choose the run whose rewrites are planted." : null;
}

export function plantingOf(draft: PlantingDraft | null): Planting | null {
  if (draft === null || draft.run === null || draft.families.length === 0) return null;
  return { ...draft, run: draft.run };
}
