import type { PairBucket, PairOrigin } from "@/domain/pairs/pair";
import type { SettledBy } from "@/domain/pairs/pair-provenance";

export const ORIGIN_LABELS: Readonly<Record<PairOrigin, { label: string; about: string }>> = {
  correction: { label: "Corrections", about: "What a reader wrote instead, against what was corrected." },
  generations: {
    label: "Clean against hallucinated",
    about: "Two notes of the same source, of which one was found clean and one was not.",
  },
  choice: { label: "Side-by-side choices", about: "What readers preferred, against the other." },
  rewrite: { label: "Rewrites", about: "A clean note against the same with errors put in on purpose." },
  imported: { label: "Versions of pairs", about: "Pairs that are stored already, as they stand." },
};

export const BUCKET_WORDS: Readonly<Record<PairBucket, string>> = {
  "0,1": "factual chosen, hallucinated rejected",
  "1,0": "hallucinated chosen, factual rejected",
  "0,0": "both factual",
  "1,1": "both hallucinated",
};

export const LABEL_WORDS: Readonly<Record<SettledBy, string>> = {
  adjudication: "settled by an adjudicator",
  readers: "as all its readers say",
  majority: "as more than half of its readers say",
  any: "as at least one reader says",
  correction: "written by a reader as correct",
  edit: "made so by an edit",
  rule: "by the rule of the recipe",
  file: "as its file says",
  person: "set by hand",
};

export const labelWord = (label: 0 | 1): string => (label === 1 ? "hallucinated" : "factual");

export const pairsAddress = (project: string, below = ""): string => `/projects/${project}/datasets/pairs${below}`;
