import { z } from "zod";

/** Where a pair comes from; never mixed up with one another, as they teach different things. */
export const PAIR_ORIGINS = ["correction", "generations", "choice", "rewrite", "imported"] as const;
export type PairOrigin = (typeof PAIR_ORIGINS)[number];

/** 1: hallucinated, 0: factual. */
export const HALLUCINATED = 1;
export const FACTUAL = 0;
export const labelSchema = z.union([z.literal(FACTUAL), z.literal(HALLUCINATED)]);
export type Label = z.infer<typeof labelSchema>;

/** Two answers to one prompt, in the order in which they are trained on. */
export type Pair = {
  prompt: string;
  chosen: string;
  rejected: string;
  hChosen: Label;
  hRejected: Label;
  /** It was turned, because what was preferred is hallucinated and what was not is factual. */
  flipped: boolean;
  origin: PairOrigin;
};

/** `(h_chosen, h_rejected)`: what was preferred first. */
export const PAIR_BUCKETS = ["0,1", "1,0", "0,0", "1,1"] as const;
export type PairBucket = (typeof PAIR_BUCKETS)[number];

export const bucketOf = ({ hChosen, hRejected }: Pick<Pair, "hChosen" | "hRejected">): PairBucket =>
  `${hChosen},${hRejected}`;
