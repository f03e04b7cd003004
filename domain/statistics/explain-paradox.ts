import { formatPercent } from "../format/percent";

/** How far κ and AC1 must part, and how much must be of one kind, before it needs an explanation. */
const APART = 0.2;
const ONE_SIDED = 0.8;

export type ParadoxFacts = {
  raw: number;
  kappa: number | null;
  kappaName: string;
  ac1: number | null;
  /** Share of all answers that is of the commonest kind. */
  commonest: { share: number; word: string };
  /** Of the answers of the rarer kind, the share that others gave too. */
  rareAgreement: number | null;
  /** What was rated: `notes`. */
  units: string;
};

const coefficient = (value: number) => value.toFixed(2).replace("-", "−");

/** Why κ is low though readers agree, in numbers of this very campaign; null where the two do not part. */
export function explainParadox(facts: ParadoxFacts): string | null {
  const { raw, kappa, ac1, commonest, rareAgreement } = facts;
  if (ac1 === null || commonest.share < ONE_SIDED) return null;
  if (kappa !== null && ac1 - kappa < APART) return null;
  const chance = commonest.share ** 2 + (1 - commonest.share) ** 2;
  const left = kappa === null ? `${facts.kappaName} is undefined` : `${facts.kappaName} is ${coefficient(kappa)}`;
  const rare =
    rareAgreement === null
      ? ""
      : ` Of the rarer answers, ${formatPercent(rareAgreement)} were given by the other reader too.`;
  return (
    `Readers agree on ${formatPercent(raw)} of ${facts.units}, yet ${left}. ` +
    `${formatPercent(commonest.share)} of all answers are “${commonest.word}”, so that two readers who guessed at that ` +
    `rate would agree on ${formatPercent(chance)}, and κ counts only what lies beyond. ` +
    `AC1 (${coefficient(ac1)}) does not fall with how rare errors are.${rare} ` +
    "Read the raw agreement, that on errors and AC1 together; neither κ nor AC1 alone tells how good the readers are."
  );
}
