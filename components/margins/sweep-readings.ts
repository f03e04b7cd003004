import { bucketOfRun, nameArm, type ReadEstimate, type SweptArm } from "./fold-sweep";
import { isSaturated } from "./margin-words";

export const hallucinationOf = (arm: SweptArm): (ReadEstimate | null)[] =>
  arm.runs.map(
    ({ outcome }) => outcome && { estimate: outcome.hallucination, by: outcome.hallucinationBy?.kind ?? null },
  );

/** A win over another opponent is another win. */
export const winRateOf = (arm: SweptArm): (ReadEstimate | null)[] =>
  arm.runs.map(({ outcome }) => {
    if (!outcome) return null;
    const { winRate, winRateBy } = outcome;
    return { estimate: winRate, by: winRateBy && `${winRateBy.kind} against ${winRateBy.against}` };
  });

export const marginOfArm = (arm: SweptArm): (ReadEstimate | null)[] =>
  arm.runs.map((run) => {
    const active = bucketOfRun(run, "01");
    return active && { estimate: active.margin, by: null };
  });

export const isArmSaturated = (arm: SweptArm): boolean =>
  arm.runs.every((run) => {
    const active = bucketOfRun(run, "01");
    return active !== null && isSaturated(active.fullPush);
  });

const KIND_WORDS: Record<string, string> = { person: "people", simulated: "simulated readers", imported: "a file" };

/** By whom, and against whom; said beside every number that readers gave. */
export function sayReaders(arm: SweptArm): string | null {
  const said = arm.runs.flatMap(({ outcome }) => [
    ...(outcome?.hallucinationBy ? [`read by ${KIND_WORDS[outcome.hallucinationBy.kind] ?? "others"}`] : []),
    ...(outcome?.winRateBy
      ? [`compared with ${outcome.winRateBy.against} by ${KIND_WORDS[outcome.winRateBy.kind] ?? "others"}`]
      : []),
  ]);
  return said.length > 0 ? [...new Set(said)].join(", ") : null;
}

/** Arms that differ in Δ alone share a colour. */
export function familiesOf(arms: readonly SweptArm[]): Map<string, { name: string; color: string }> {
  const places = new Map<string, number>();
  return new Map(
    arms.map((arm) => {
      const name = nameArm({ ...arm, delta: 0 }, arms);
      const place = places.get(name) ?? places.size;
      places.set(name, place);
      return [arm.id, { name, color: `var(--series-${(place % 8) + 1})` }];
    }),
  );
}
