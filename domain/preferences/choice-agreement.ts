import { undefineEstimate } from "../comparison/make-estimate";
import type { Estimate } from "../estimate";
import { estimateCoefficient } from "../gates/agreement-estimates";
import type { AskedPanels } from "../gates/asked-panels";
import { agreementPanel, COEFFICIENTS } from "../gates/rate-agreement";
import type { Coefficient } from "../statistics/agreement-coefficients";
import type { RatedUnit } from "../statistics/agreement-sums";
import { krippendorffAlpha, ordinalDistance } from "../statistics/krippendorff-alpha";
import { CHOICES, type ChoiceCase, type ChoiceReading } from "./choice";

const { raw, cohen, fleiss, alpha, ac1 } = COEFFICIENTS;
/** A tie lies between the two sides. */
const alphaOrdinal = {
  definition: "review.krippendorff_alpha_ordinal@1",
  compute: krippendorffAlpha(ordinalDistance),
};
const NAMED = { raw, cohen, fleiss, alpha, alphaOrdinal, ac1 } satisfies Record<
  string,
  { definition: string; compute: Coefficient }
>;
const NAMES = ["raw", "cohen", "fleiss", "alpha", "alphaOrdinal", "ac1"] as const satisfies (keyof typeof NAMED)[];
type Name = (typeof NAMES)[number];

export type ChoiceAgreement = Record<Name, Estimate> & {
  /** Cases that two or more judged. */
  readTwice: number;
  /** Cohen's of two readers, Fleiss' of more. */
  kappa: Estimate;
};

type Judged = { group: string; readings: (ChoiceReading & { choice: NonNullable<ChoiceReading["choice"]> })[] };

function readTwice(cases: readonly ChoiceCase[]): Judged[] {
  return cases.flatMap(({ group, readings }) => {
    const judged = readings.flatMap((each) => (each.choice === null ? [] : [{ ...each, choice: each.choice }]));
    return judged.length < 2 ? [] : [{ group, readings: judged }];
  });
}

function rate(twice: readonly Judged[], groups: ReadonlyMap<string, number>, two: readonly string[] | null) {
  return twice.map(({ group, readings }): RatedUnit => {
    const place = ({ choice }: Judged["readings"][number]) => CHOICES.indexOf(choice);
    const unit = { cluster: groups.get(group) ?? 0, ratings: readings.map(place) };
    const [one, other] = (two ?? []).map((id) => readings.find(({ reviewerId }) => reviewerId === id));
    return one && other ? { ...unit, pair: [place(one), place(other)] } : unit;
  });
}

/** How far readers agree on which arm is better, wherever it stood; patients or documents are what is resampled. */
export function askChoiceAgreement(
  cases: readonly ChoiceCase[],
  { groups, asked }: { groups: ReadonlyMap<string, number>; asked: AskedPanels },
): () => ChoiceAgreement {
  const twice = readTwice(cases);
  const readers = [...new Set(twice.flatMap(({ readings }) => readings.map(({ reviewerId }) => reviewerId)))].sort();
  const two = readers.length === 2 ? readers : null;
  const coefficients = NAMES.map((name) => NAMED[name].compute);
  const made = agreementPanel(rate(twice, groups, two), {
    ...{ categories: CHOICES.length, groups: groups.size, coefficients },
  });
  const drawn = asked.ask(made.panel);
  const notOfTwo = two || twice.length === 0 ? null : "more than two people read; Fleiss’ κ is of any number";
  const of = { unit: "case" as const, readOnce: cases.length - twice.length, untold: 0, notOfTwo };
  return () => {
    const replicates = drawn();
    const parameters = { answers: CHOICES.length };
    const estimate = (name: Name): Estimate => {
      const coefficient = { ...NAMED[name], parameters };
      return estimateCoefficient(made, coefficient, { of, replicates: replicates[NAMES.indexOf(name)] });
    };
    const { definition, n, unit, excluded } = estimate("cohen");
    const ofTwo = notOfTwo
      ? undefineEstimate({ definition, parameters, n, unit, excluded }, notOfTwo)
      : estimate("cohen");
    const all = { raw: estimate("raw"), cohen: ofTwo, fleiss: estimate("fleiss"), alpha: estimate("alpha") };
    const rest = { alphaOrdinal: estimate("alphaOrdinal"), ac1: estimate("ac1") };
    return { readTwice: twice.length, kappa: notOfTwo ? all.fleiss : ofTwo, ...all, ...rest };
  };
}
