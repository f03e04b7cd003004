/** What one pair came to at one step: sums of log-probabilities over completion tokens, in nats. */
export type PairRecord = {
  pair: string;
  /** Patient or document: what intervals resample. */
  group: string;
  logpChosen: number;
  logpRejected: number;
  referenceChosen: number;
  referenceRejected: number;
  tokensChosen: number;
  tokensRejected: number;
  hChosen: 0 | 1;
  hRejected: 0 | 1;
  flipped: boolean;
};

/** Label of the chosen side, then of the rejected one; 1 is hallucinated. `10` is there only where nothing was flipped. */
export const BUCKETS = ["01", "00", "11", "10"] as const;
export type Bucket = (typeof BUCKETS)[number];

export const BUCKET_WORDS: Record<Bucket, string> = {
  "01": "factual over hallucinated (0,1)",
  "00": "both factual (0,0)",
  "11": "both hallucinated (1,1)",
  "10": "hallucinated over factual (1,0)",
};

export const bucketOf = ({ hChosen, hRejected }: Pick<PairRecord, "hChosen" | "hRejected">): Bucket =>
  hChosen === 0 ? (hRejected === 1 ? "01" : "00") : hRejected === 1 ? "11" : "10";

/** m = [logπ(w) − logπref(w)] − [logπ(l) − logπref(l)], in nats (Rafailov et al. 2023, equation 7, without β). */
export const marginOf = (of: Omit<PairRecord, "pair" | "group" | "hChosen" | "hRejected" | "flipped">): number =>
  of.logpChosen - of.referenceChosen - (of.logpRejected - of.referenceRejected);

/** The same of log-probabilities for each token, so that long texts weigh no more than short ones. */
export const marginPerToken = (of: PairRecord): number =>
  (of.logpChosen - of.referenceChosen) / of.tokensChosen - (of.logpRejected - of.referenceRejected) / of.tokensRejected;

export type MarginLoss = { loss: string; beta: number | null; delta: number };

/**
 * Where in m the loss draws its line for pairs of which the rejected side alone is hallucinated; null where it draws
 * none. `recorded` stands beside the pairs: Δ where it lies inside of β (fdpo), Δ / β where it lies outside (safedpo).
 */
export const thresholdOf = ({ loss }: Pick<MarginLoss, "loss">, recorded: number): number | null =>
  loss === "fdpo" || loss === "safedpo" ? recorded : null;

/** A pair of the bucket (0,1) is pushed with the weight σ(β(Δ − m)) of the loss's gradient. */
export function pushOf(margin: number, { threshold, beta }: { threshold: number; beta: number }): number {
  return 1 / (1 + Math.exp(-beta * (threshold - margin)));
}
