/** Numbers of a study's answer that can be asked where they come from: what they rest on, and of which models. */
export const STUDY_NUMBERS = {
  "rate-before": { title: "Rate before", rests: "labels", sides: ["before"] },
  "rate-after": { title: "Rate after", rests: "labels", sides: ["after"] },
  difference: { title: "Change of the rate", rests: "labels", sides: ["before", "after"] },
  omissions: { title: "Omissions a note", rests: "labels", sides: ["before", "after"] },
  length: { title: "Length of the notes", rests: "texts", sides: ["before", "after"] },
  copied: { title: "Share copied from the source", rests: "texts", sides: ["before", "after"] },
  kept: { title: "Kept knowledge", rests: "evaluation", sides: ["before", "after"] },
  cost: { title: "Cost so far", rests: "runs", sides: [] },
} as const satisfies Record<
  string,
  { title: string; rests: "labels" | "texts" | "evaluation" | "runs"; sides: readonly ("before" | "after")[] }
>;

export type StudyNumber = keyof typeof STUDY_NUMBERS;
export const STUDY_NUMBER_NAMES = Object.keys(STUDY_NUMBERS) as [StudyNumber, ...StudyNumber[]];
