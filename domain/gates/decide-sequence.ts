import type { Protocol } from "../campaigns/protocol";
import { expectedItems, runSequentialTest, sequentialSteps } from "../statistics/sequential-test";
import { type CaseFacts, createErrorFilter } from "./case-facts";
import { cannotDecide, decideSequentially, type RateDecision } from "./decide-gate";
import type { SequentialProgress } from "./gate-result";
import type { GateRule } from "./gate-rule";
import { countWrong } from "./settle-answers";

/** Cases in the order in which they were complete: settled, or read as often as planned. */
function inOrderOfEnd(cases: readonly CaseFacts[]): CaseFacts[] {
  const ended = cases.flatMap((facts) => {
    if (facts.settled === null && facts.readings.length < facts.planned) return [];
    const times = facts.readings.map(({ at }) => at.getTime()).sort((one, other) => one - other);
    const at = times[facts.planned - 1] ?? facts.settled?.at.getTime() ?? 0;
    return [{ facts, at }];
  });
  return ended
    .sort((one, other) => one.at - other.at || (one.facts.id < other.facts.id ? -1 : 1))
    .map(({ facts }) => facts);
}

/** The running verdict, which may be looked at after every case. */
export function decideSequence(
  cases: readonly CaseFacts[],
  rule: GateRule,
  protocol: Protocol,
): { decision: RateDecision; sequential: SequentialProgress } {
  const taker = createErrorFilter({ severity: rule.severity }, protocol);
  const outcomes = inOrderOfEnd(cases).flatMap((facts) => {
    const counted = countWrong(facts, taker, { unit: "note", readings: rule.readings });
    return counted ? [counted.wrong > 0] : [];
  });
  const test = { ...rule.sprt, alpha: rule.alpha };
  const steps = sequentialSteps(test);
  const state = runSequentialTest(outcomes, test);
  const weighted = new Set(cases.map(({ weight }) => weight)).size > 1;
  const sequential = {
    cases: outcomes.length,
    hits: outcomes.filter(Boolean).length,
    logRatio: state.logRatio,
    upper: steps.upper,
    lower: steps.lower,
    stoppedAt: state.stoppedAt,
    expected: { low: expectedItems(test, "low"), high: expectedItems(test, "high") },
  };
  if (weighted) {
    const why = "Some notes stand for more than others, and the sequential test takes them all alike.";
    return { decision: cannotDecide(why), sequential };
  }
  return { decision: decideSequentially(state, steps, rule), sequential };
}
