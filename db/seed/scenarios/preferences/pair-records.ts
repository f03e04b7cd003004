import type { SeedEvent } from "../../journal";
import type { Random } from "../../random";
import type { SeedPair } from "./pair-version";

export type Course = { delta: number; steps: number };
type Measured = { pair: SeedPair; reference: readonly [number, number]; pull: number };

const countTokens = (text: string) => Math.max(1, Math.ceil(text.length / 4));
const NATS_A_TOKEN = 0.62;

/** What the reference gives both texts, and how readily training parts them; the same for every run on these pairs. */
export function measureReference(random: Random, pairs: readonly SeedPair[]): Measured[] {
  return pairs.map((pair) => {
    const given = (text: string) => -countTokens(text) * (NATS_A_TOKEN + random.normal() * 0.06);
    return { pair, reference: [given(pair.chosen), given(pair.rejected)], pull: Math.exp(random.normal() * 0.45) };
  });
}

/** Pairs (0,1) are parted the further, the larger Δ is, up to where the weight of the loss is full; others less. */
function marginAt({ pair, pull }: Measured, step: number, { delta, steps }: Course): number {
  const learned = 1 - Math.exp((-3 * step) / steps);
  const held = pair.split === "validation" ? 0.72 : 1;
  const pushed = pair.hChosen === 0 && pair.hRejected === 1;
  return (
    learned * held * pull * (pushed ? 3.1 + 1.1 * (1 - Math.exp(-delta / 12)) : 1.6 - 0.5 * (1 - Math.exp(-delta / 12)))
  );
}

/** What each pair of a split came to at a step; the chosen text loses a little, the rejected one more. */
export function recordsAt(
  random: Random,
  measured: readonly Measured[],
  split: SeedPair["split"],
  step: number,
  course: Course,
): SeedEvent {
  const own = measured.filter(({ pair }) => pair.split === split);
  const moved = own.map((each) => {
    const margin = step === 0 ? 0 : marginAt(each, step, course) + random.normal() * 0.9;
    const chosen = each.reference[0] - Math.max(0, margin) * 0.2;
    return { chosen, rejected: each.reference[1] - (margin + Math.min(0, chosen - each.reference[0])) };
  });
  return {
    ...{ type: "pair_records", step, split, delta: course.delta, ids: own.map(({ pair }) => pair.id) },
    ...{ logp_w: moved.map(({ chosen }) => chosen), logp_l: moved.map(({ rejected }) => rejected) },
    ...{ ref_logp_w: own.map(({ reference }) => reference[0]), ref_logp_l: own.map(({ reference }) => reference[1]) },
    len_w: own.map(({ pair }) => countTokens(pair.chosen)),
    len_l: own.map(({ pair }) => countTokens(pair.rejected)),
    h_w: own.map(({ pair }) => pair.hChosen),
    h_l: own.map(({ pair }) => pair.hRejected),
    flipped: own.map(({ pair }) => pair.flipped),
  };
}
