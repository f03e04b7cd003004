import { setImmediate } from "node:timers/promises";

/** Drives work that pauses to its end; whatever else the process has to do comes in between. */
export async function runGently<Result>(work: Generator<undefined, Result>): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}
