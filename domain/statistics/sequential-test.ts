/** Wald's sequential probability ratio test of two rates (Annals of Mathematical Statistics 1945;16:117). */
export type SequentialTest = { low: number; high: number; alpha: number; beta: number };

export type SequentialSteps = {
  /** Say "high" from here on: ln((1 − β) / α). */
  upper: number;
  /** Say "low" from here on: ln(β / (1 − α)). */
  lower: number;
  /** What a hit and what a miss add. */
  hit: number;
  miss: number;
};

export function sequentialSteps({ low, high, alpha, beta }: SequentialTest): SequentialSteps {
  return {
    upper: Math.log((1 - beta) / alpha),
    lower: Math.log(beta / (1 - alpha)),
    hit: Math.log(high / low),
    miss: Math.log((1 - high) / (1 - low)),
  };
}

export type SequentialState = {
  said: "high" | "low" | "go-on";
  /** Log of the likelihood ratio where it stopped, or now. */
  logRatio: number;
  /** Items until it stopped; those after it change nothing. */
  stoppedAt: number | null;
};

/** Walks through outcomes in the order in which they came, which must be random, up to the first crossing. */
export function runSequentialTest(outcomes: Iterable<boolean>, test: SequentialTest): SequentialState {
  const { upper, lower, hit, miss } = sequentialSteps(test);
  let logRatio = 0;
  let items = 0;
  for (const outcome of outcomes) {
    logRatio += outcome ? hit : miss;
    items += 1;
    if (logRatio >= upper) return { said: "high", logRatio, stoppedAt: items };
    if (logRatio <= lower) return { said: "low", logRatio, stoppedAt: items };
  }
  return { said: "go-on", logRatio, stoppedAt: null };
}

/** Wald's approximation of the items it takes on average, if the rate is `truth`: one of the two tested. */
export function expectedItems(test: SequentialTest, truth: "low" | "high"): number {
  const { upper, lower, hit, miss } = sequentialSteps(test);
  const [rate, saysHigh] = truth === "low" ? [test.low, test.alpha] : [test.high, 1 - test.beta];
  return (saysHigh * upper + (1 - saysHigh) * lower) / (rate * hit + (1 - rate) * miss);
}
