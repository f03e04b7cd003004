/** More in one go is a mistake more often than a wish. */
export const MOST_SWEPT_RUNS = 500;

/** Config keys with the values that runs are to differ in, and seeds. */
export type Sweep = { vary: Readonly<Record<string, readonly unknown[]>>; seeds: readonly number[] };

/** What tells one run of a sweep from the others: `learningRate 0.0001`, `seed 1`. */
export type SweptWord = { name: string; value: string };

export type SweptRun = {
  config: Record<string, unknown>;
  seed: number | undefined;
  differs: SweptWord[];
  label: string;
};

function shortValue(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function countSwept({ vary, seeds }: Sweep): number {
  return Object.values(vary).reduce((count, values) => count * values.length, Math.max(1, seeds.length));
}

/** Every combination; the last key changes fastest, and seeds fastest of all, so that a group is complete early. */
export function expandSweep({ vary, seeds }: Sweep): SweptRun[] {
  let combinations: { config: Record<string, unknown>; words: SweptWord[] }[] = [{ config: {}, words: [] }];
  for (const [name, values] of Object.entries(vary)) {
    combinations = combinations.flatMap(({ config, words }) =>
      values.map((value) => ({
        config: { ...config, [name]: value },
        words: values.length > 1 ? [...words, { name, value: shortValue(value) }] : words,
      })),
    );
  }
  const drawn = seeds.length > 0 ? seeds : [undefined];
  return combinations.flatMap(({ config, words }) =>
    drawn.map((seed) => {
      const differs = seeds.length > 1 ? [...words, { name: "seed", value: String(seed) }] : words;
      return { config, seed, differs, label: differs.map(({ name, value }) => `${name} ${value}`).join(", ") };
    }),
  );
}
