/**
 * What two or more readers said of one unit: a category each, counted from 0. `pair` holds what two fixed readers said,
 * in their order, where the question is about just those two.
 */
export type RatedUnit = {
  cluster: number;
  ratings: readonly number[];
  pair?: readonly [number, number];
  /** Units of this document that are just like it, itself among them; 1 where nothing is said. */
  times?: number;
};

/**
 * Where the sums of one document stand in its row. They add up over documents, so that a resampled round is a weighted
 * sum of rows and every coefficient is a function of one row.
 */
export function agreementLayout(categories: number) {
  const shares = 2;
  const answers = shares + categories;
  const coincidences = answers + categories;
  const table = coincidences + categories ** 2;
  return {
    categories,
    /** Units that two or more read, and the sum of their shares of agreeing pairs. */
    units: 0,
    agreeing: 1,
    /** For each category the sum of its shares of a unit's answers. */
    shares,
    /** For each category its answers. */
    answers,
    /** Krippendorff's coincidence matrix. */
    coincidences,
    /** First fixed reader by row, second by column. */
    table,
    width: table + categories ** 2,
  };
}
export type AgreementLayout = ReturnType<typeof agreementLayout>;

function addUnit(row: Float64Array, layout: AgreementLayout, { ratings, pair, times = 1 }: RatedUnit): void {
  const { categories, shares, answers, coincidences, table } = layout;
  const add = (at: number, value: number) => {
    row[at] = (row[at] ?? 0) + times * value;
  };
  const counts = new Array<number>(categories).fill(0);
  for (const category of ratings) counts[category] = (counts[category] ?? 0) + 1;
  const readers = ratings.length;
  let agreeing = 0;
  for (let one = 0; one < categories; one++) {
    const count = counts[one] ?? 0;
    if (count === 0) continue;
    agreeing += (count * (count - 1)) / (readers * (readers - 1));
    add(shares + one, count / readers);
    add(answers + one, count);
    for (let other = 0; other < categories; other++) {
      const pairs = count * ((counts[other] ?? 0) - (one === other ? 1 : 0));
      if (pairs > 0) add(coincidences + one * categories + other, pairs / (readers - 1));
    }
  }
  add(layout.units, 1);
  add(layout.agreeing, agreeing);
  if (pair) add(table + pair[0] * categories + pair[1], 1);
}

/** One row of sums a document; a unit that fewer than two read says nothing about agreement and is left out. */
export function sumAgreement(units: readonly RatedUnit[], categories: number, clusters: number): Float64Array {
  const layout = agreementLayout(categories);
  const rows = new Float64Array(clusters * layout.width);
  for (const unit of units) {
    if (unit.ratings.length < 2) continue;
    const from = unit.cluster * layout.width;
    addUnit(rows.subarray(from, from + layout.width), layout, unit);
  }
  return rows;
}

export function totalOf(rows: Float64Array, width: number): Float64Array {
  const total = new Float64Array(width);
  for (let at = 0; at < rows.length; at++) total[at % width] = (total[at % width] ?? 0) + (rows[at] ?? 0);
  return total;
}
