import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

export type Readers = { sensitivity: number; specificity: number };

/**
 * The rate behind what imperfect readers saw (Rogan and Gladen, American Journal of Epidemiology 1978;107:71), kept
 * between 0 and 1; a reason where they do no better than chance.
 */
export function correctRate(observed: number, { sensitivity, specificity }: Readers): number | string {
  const told = sensitivity + specificity - 1;
  if (!(told > 0)) return "the readers did no better than chance on the controls";
  return Math.min(1, Math.max(0, (observed + specificity - 1) / told));
}

/** What a rate of `truth` looks like to such readers. */
export const observedRate = (truth: number, { sensitivity, specificity }: Readers): number =>
  truth * sensitivity + (1 - truth) * (1 - specificity);

/** Readings of one control, and how many of them were right. */
export type ControlReadings = { hits: number; n: number };

/** Half a hit and half a miss are added, or a perfect score of few would carry no doubt at all. */
function createShares(seed: number) {
  const random = xoroshiro128plus(seed);
  return (hits: number, n: number): number => {
    const chance = (hits + 0.5) / (n + 1);
    let drawn = 0;
    for (let at = 0; at < n; at++) if ((random.next() >>> 0) / 2 ** 32 < chance) drawn += 1;
    return drawn / n;
  };
}

/** Replicates of a share where resampling has nothing to spread: none were hits, or all. */
export function drawShares(hits: number, n: number, { resamples, seed }: { resamples: number; seed: number }) {
  const drawShare = createShares(seed);
  return Float64Array.from({ length: resamples }, () => drawShare(hits, n));
}

/** Draws controls with all of their readings; one more control, half right and half wrong, is among them. */
function createControlShares(seed: number) {
  const random = xoroshiro128plus(seed);
  const uniform = () => (random.next() >>> 0) / 2 ** 32;
  return (controls: readonly ControlReadings[]): number => {
    const mean = controls.reduce((sum, { n }) => sum + n, 0) / controls.length;
    let [hits, readings] = [0, 0];
    for (let turn = 0; turn < controls.length; turn++) {
      const drawn = controls[Math.floor(uniform() * (controls.length + 1))];
      readings += drawn?.n ?? mean;
      hits += drawn?.hits ?? (uniform() < 0.5 ? mean : 0);
    }
    return hits / readings;
  };
}

/** Replicates of the share of right readings, the readings of a control kept together. */
export function drawByControl(
  controls: readonly ControlReadings[],
  { resamples, seed }: { resamples: number; seed: number },
): Float64Array {
  const drawShare = createControlShares(seed);
  return Float64Array.from({ length: resamples }, () => drawShare(controls));
}

/** Replicates of the corrected rate: each observed replicate with controls drawn anew from those read. */
export function correctReplicates(
  observed: Float64Array,
  { planted, clean }: { planted: readonly ControlReadings[]; clean: readonly ControlReadings[] },
  seed: number,
): Float64Array {
  const drawShare = createControlShares(seed);
  return observed.map((rate) => {
    const corrected = correctRate(rate, { sensitivity: drawShare(planted), specificity: drawShare(clean) });
    return typeof corrected === "string" ? Number.NaN : corrected;
  });
}
