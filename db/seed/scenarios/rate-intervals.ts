type Ends = { low: number; high: number };

/** 97.5th percentile of the normal distribution: 95 %, two-sided. */
const Z = 1.959963984540054;

/** Wilson's score interval (1927) for `hits` of `n`, n at least 1. */
export function wilsonInterval(hits: number, n: number): Ends {
  const share = hits / n;
  const centre = (share + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const half = (Z / (1 + Z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2));
  return { low: hits === 0 ? 0 : centre - half, high: hits === n ? 1 : centre + half };
}

/** Outcomes of two systems on the same notes. */
type PairedCounts = { both: number; firstOnly: number; secondOnly: number; neither: number };

/** Newcombe, Statistics in Medicine 1998;17:2635, method 10 (continuity-corrected phi). */
export function newcombePairedInterval({ both, firstOnly, secondOnly, neither }: PairedCounts): Ends {
  const n = both + firstOnly + secondOnly + neither;
  const [hits1, hits2] = [both + firstOnly, both + secondOnly];
  const [first, second] = [wilsonInterval(hits1, n), wilsonInterval(hits2, n)];
  const [down1, up1] = [hits1 / n - first.low, first.high - hits1 / n];
  const [down2, up2] = [hits2 / n - second.low, second.high - hits2 / n];
  const margins = hits1 * (n - hits1) * hits2 * (n - hits2);
  const product = both * neither - firstOnly * secondOnly;
  const corrected = product > 0 ? Math.max(0, product - n / 2) : product;
  const phi = margins === 0 ? 0 : corrected / Math.sqrt(margins);
  const width = (own: number, other: number) => Math.sqrt(Math.max(0, own ** 2 - 2 * phi * own * other + other ** 2));
  const difference = (firstOnly - secondOnly) / n;
  return { low: difference - width(down1, up2), high: difference + width(up1, down2) };
}
