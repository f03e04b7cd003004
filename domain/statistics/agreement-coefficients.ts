import type { AgreementLayout } from "./agreement-sums";

/** NaN where it is undefined; `whyUndefined` says why. */
export type Coefficient = (sums: Float64Array, layout: AgreementLayout) => number;

const at = (sums: Float64Array, place: number) => sums[place] ?? 0;

/** Shares of agreeing pairs of readers, averaged over units. */
export const rawAgreement: Coefficient = (sums, { agreeing, units }) => at(sums, agreeing) / at(sums, units);

/** Zero over zero comes out of rounding as noise: as much agreement by chance as can be is exactly 1. */
function beyondChance(observed: number, chance: number): number {
  return 1 - chance < 1e-12 ? Number.NaN : (observed - chance) / (1 - chance);
}

/** Of units that two or more read, as all else here; Gwet's own program also counts those that one alone read. */
function meanShares(sums: Float64Array, { categories, shares, units }: AgreementLayout): number[] {
  return Array.from({ length: categories }, (_, category) => at(sums, shares + category) / at(sums, units));
}

/** Fleiss 1971; for units with unequal numbers of readers in Gwet's form. Of two readers it is Scott's π (1955). */
export const fleissKappa: Coefficient = (sums, layout) => {
  const chance = meanShares(sums, layout).reduce((sum, share) => sum + share ** 2, 0);
  return beyondChance(rawAgreement(sums, layout), chance);
};

/** Gwet 2008 (British Journal of Mathematical and Statistical Psychology 61:29): stands where nearly all is of one kind. */
export const gwetAc1: Coefficient = (sums, layout) => {
  const spread = meanShares(sums, layout).reduce((sum, share) => sum + share * (1 - share), 0);
  return beyondChance(rawAgreement(sums, layout), spread / (layout.categories - 1));
};

/** Cohen 1960 and, with weights, 1968: of the two fixed readers. `weigh` is 1 for equal categories, less for others. */
export function cohenKappaBy(weigh: (one: number, other: number, categories: number) => number): Coefficient {
  return (sums, { categories, table }) => {
    const rows = new Array<number>(categories).fill(0);
    const columns = new Array<number>(categories).fill(0);
    let n = 0;
    let observed = 0;
    for (let one = 0; one < categories; one++) {
      for (let other = 0; other < categories; other++) {
        const count = at(sums, table + one * categories + other);
        rows[one] = (rows[one] ?? 0) + count;
        columns[other] = (columns[other] ?? 0) + count;
        n += count;
        observed += count * weigh(one, other, categories);
      }
    }
    let chance = 0;
    for (let one = 0; one < categories; one++)
      for (let other = 0; other < categories; other++)
        chance += (rows[one] ?? 0) * (columns[other] ?? 0) * weigh(one, other, categories);
    return beyondChance(observed / n, chance / n ** 2);
  };
}

export const cohenKappa = cohenKappaBy((one, other) => (one === other ? 1 : 0));

/** For severities: a step apart costs little, the whole scale apart everything. */
export const quadraticKappa = cohenKappaBy((one, other, categories) => 1 - ((one - other) / (categories - 1)) ** 2);

/** Of the answers of one category, the share that other readers of the unit gave too; of two readers 2a / (2a + b + c). */
export const specificAgreement =
  (category: number): Coefficient =>
  (sums, { categories, coincidences, answers }) =>
    at(sums, coincidences + category * (categories + 1)) / at(sums, answers + category);

export function whyUndefined(sums: Float64Array, layout: AgreementLayout): string {
  if (at(sums, layout.units) === 0) return "nothing was read by two readers";
  const given = Array.from({ length: layout.categories }, (_, category) => at(sums, layout.answers + category));
  if (given.filter((count) => count > 0).length < 2)
    return "all answers are the same, so that chance alone agrees always";
  return "no answer of this kind was given";
}
