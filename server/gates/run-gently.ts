import { setImmediate } from "node:timers/promises";

/** So long the process may be busy with one thing. */
const STRETCH_MILLISECONDS = 8;

/** Drives work that pauses to its end; whatever else the process has to do comes in between. */
export async function runGently<Result>(work: Generator<undefined, Result>): Promise<Result> {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - since < STRETCH_MILLISECONDS) continue;
    await setImmediate();
    since = performance.now();
  }
}
