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

/** How long each step took until it, or a later one that replaces it, was heard. */
export function createLatency() {
  const waiting = new Map<number, number>();
  const milliseconds: number[] = [];
  return {
    milliseconds,
    sent: (step: number) => waiting.set(step, performance.now()),
    heard: (step: number) => {
      for (const [earlier, began] of waiting) {
        if (earlier > step) continue;
        milliseconds.push(performance.now() - began);
        waiting.delete(earlier);
      }
    },
  };
}

export type Latency = ReturnType<typeof createLatency>;
