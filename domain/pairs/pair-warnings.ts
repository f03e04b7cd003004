import type { PairBalance } from "./describe-pairs";

/** Chosen answers that are nearly always the longer or the shorter ones teach length. */
const UNEVEN = 0.8;

/** What whoever trains on the pairs has to know. */
export function pairWarnings({ pairs, flipped, buckets, lengths, splits }: PairBalance): string[] {
  const found: string[] = [];
  if (pairs === 0) return found;
  if (flipped === pairs) {
    found.push(
      "Every pair was turned: what was preferred is hallucinated in all of them. Look whether chosen and rejected, or their labels, were mixed up.",
    );
  }
  if (buckets.every(({ bucket, pairs: some }) => bucket !== "0,1" || some === 0)) {
    found.push("No pair has a factual answer against a hallucinated one, so that Δ changes nothing.");
  }
  if (lengths && (lengths.chosenLonger > UNEVEN || lengths.chosenLonger < 1 - UNEVEN)) {
    const which = lengths.chosenLonger > UNEVEN ? "longer" : "shorter";
    found.push(`The chosen answer is the ${which} one nearly always, so that length alone would tell them apart.`);
  }
  if (!splits.validation)
    found.push("No pair is left for validation; what training does is seen on its own pairs alone.");
  return found;
}
