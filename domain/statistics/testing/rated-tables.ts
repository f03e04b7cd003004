import type { Coefficient } from "../agreement-coefficients";
import { agreementLayout, type RatedUnit, sumAgreement, totalOf } from "../agreement-sums";
import { krippendorffAlpha, nominalDistance } from "../krippendorff-alpha";

/** A table of two readers, the first by row. */
export function unitsOfTable(table: readonly (readonly number[])[]): RatedUnit[] {
  return table.flatMap((row, one) =>
    row.flatMap((count, other) =>
      Array.from({ length: count }, (): RatedUnit => ({ cluster: 0, ratings: [one, other], pair: [one, other] })),
    ),
  );
}

/** How many gave which category, for each unit; `times` of them are alike. */
export function unitsOfCounts(rows: readonly { counts: readonly number[]; times?: number }[]): RatedUnit[] {
  return rows.flatMap(({ counts, times = 1 }) => {
    const ratings = counts.flatMap((count, category) => new Array<number>(count).fill(category));
    return Array.from({ length: times }, () => ({ cluster: 0, ratings }));
  });
}

export function computeOf(units: readonly RatedUnit[], categories: number, coefficient: Coefficient): number {
  const layout = agreementLayout(categories);
  return coefficient(totalOf(sumAgreement(units, categories, 1), layout.width), layout);
}

export const alpha = krippendorffAlpha(nominalDistance);
