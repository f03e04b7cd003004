/** One measured figure. `baseline` was measured in the same run; `ratio` is how many times better `value` is. */
export type BenchRow = {
  name: string;
  value: number;
  unit: string;
  baseline: number | null;
  ratio: number | null;
  /** What the product promises, where it promises something. */
  target: { atMost: number } | { atLeast: number } | null;
};

export type Bench = () => Promise<BenchRow[]>;

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export async function timed(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const began = performance.now();
    await work();
    milliseconds.push(performance.now() - began);
  }
  return milliseconds;
}
