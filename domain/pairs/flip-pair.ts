import type { Label } from "./pair";

type Sides<Text> = { chosen: Text; rejected: Text; hChosen: Label; hRejected: Label; flipped: boolean };

/**
 * A factual answer before a hallucinated one, whatever was preferred; labels go with their texts. Whoever turned a pair
 * before finds it as it is.
 */
export function flipPair<Text, Given extends Sides<Text>>(pair: Given & Sides<Text>): Given {
  if (pair.hRejected >= pair.hChosen) return pair;
  const { chosen, rejected, hChosen, hRejected } = pair;
  return {
    ...pair,
    ...{ chosen: rejected, rejected: chosen, hChosen: hRejected, hRejected: hChosen },
    flipped: !pair.flipped,
  };
}
