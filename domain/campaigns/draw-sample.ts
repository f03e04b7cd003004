import type { CampaignDesign } from "./design";
import { createDraw, shuffle } from "./draw";

export type Drawn = { at: number; stratum: string | null; weight: number };

type Stratum = { name: string; members: number[]; factor: number };

function groupByStratum(strata: readonly string[], oversample: Readonly<Record<string, number>>): Stratum[] {
  const groups = new Map<string, number[]>();
  for (const [at, name] of strata.entries()) groups.set(name, [...(groups.get(name) ?? []), at]);
  return [...groups].map(([name, members]) => ({ name, members, factor: oversample[name] ?? 1 }));
}

/** Shares by size times factor, none above what there is; what rounding leaves goes to the largest remainders. */
export function allocate(strata: readonly { size: number; factor: number }[], wanted: number): number[] {
  const given: number[] = strata.map(() => 0);
  const room = () => strata.map(({ size }, at) => size - (given[at] ?? 0));
  let left = Math.min(
    wanted,
    strata.reduce((sum, { size }) => sum + size, 0),
  );
  while (left > 0) {
    const open = room();
    const pull = strata.map(({ size, factor }, at) => ((open[at] ?? 0) > 0 ? size * factor : 0));
    const total = pull.reduce((sum, each) => sum + each, 0);
    const exact = pull.map((each, at) => Math.min((left * each) / total, open[at] ?? 0));
    const whole = exact.map((each) => Math.floor(each));
    if (Math.max(...whole) === 0) {
      const next = exact.indexOf(Math.max(...exact));
      whole[next] = 1;
    }
    for (const [at, each] of whole.entries()) given[at] = (given[at] ?? 0) + each;
    left -= whole.reduce((sum, each) => sum + each, 0);
  }
  return given;
}

/** Inverse of the share that was drawn, scaled so that the sample's mean is 1; 1 where all were drawn alike. */
export function stratumWeight(
  drawn: { stratum: number; all: number },
  frame: { stratum: number; all: number },
): number {
  return frame.stratum / frame.all / (drawn.stratum / drawn.all);
}

/** Places in the frame, in its order. `strata` has one name an item, or is null where nothing is stratified. */
export function drawSample(
  count: number,
  strata: readonly string[] | null,
  { sampling, seed }: Pick<CampaignDesign, "sampling" | "seed">,
): Drawn[] {
  const wanted = sampling.how === "all" ? count : Math.min(sampling.size ?? count, count);
  const draw = createDraw(seed, "sample");
  const all = Array.from({ length: count }, (_, at) => at);
  if (sampling.how !== "stratified" || !strata) {
    const chosen = wanted === count ? all : shuffle(all, draw).slice(0, wanted);
    return chosen.sort((a, b) => a - b).map((at) => ({ at, stratum: strata?.[at] ?? null, weight: 1 }));
  }
  const groups = groupByStratum(strata, sampling.oversample);
  const sizes = allocate(
    groups.map(({ members, factor }) => ({ size: members.length, factor })),
    wanted,
  );
  const weighted = groups.some(({ factor }) => factor !== 1);
  return groups
    .flatMap(({ name, members }, group) => {
      const size = sizes[group] ?? 0;
      const weight = stratumWeight({ stratum: size, all: wanted }, { stratum: members.length, all: count });
      return shuffle(members, draw)
        .slice(0, size)
        .map((at) => ({ at, stratum: name, weight: weighted ? weight : 1 }));
    })
    .sort((a, b) => a.at - b.at);
}
