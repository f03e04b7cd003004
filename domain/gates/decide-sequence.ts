import type { Protocol } from "../campaigns/protocol";
import { formatCounted } from "../format/number";
import { expectedItems, runSequentialTest, sequentialSteps } from "../statistics/sequential-test";
import { type CaseFacts, createErrorFilter } from "./case-facts";
import { cannotDecide, decideSequentially, type RateDecision } from "./decide-gate";
import type { SequentialProgress } from "./gate-result";
import type { GateRule } from "./gate-rule";
import { countOpen } from "./rate-sums";
import { countWrong } from "./settle-answers";

/** What a case says with the answers as they were first given, and with those of now. */
type Ended = { at: number; id: string; first: boolean | null; now: boolean | null };

/** Cases in the order in which they were complete: settled, or read as often as planned. A later change moves none. */
function inOrderOfEnd(cases: readonly CaseFacts[], wrong: (facts: CaseFacts) => boolean | null): Ended[] {
  const ended = cases.flatMap((facts): Ended[] => {
    if (facts.settled === null && facts.readings.length < facts.planned) return [];
    const firsts = facts.readings.map((reading) => ({ ...reading, ...reading.first }));
    const times = firsts.map(({ at }) => at.getTime()).sort((one, other) => one - other);
    const at = times[facts.planned - 1] ?? facts.settled?.at.getTime() ?? 0;
    const changed = facts.settled !== null || facts.readings.some(({ first }) => first);
    const now = wrong(facts);
    const complete = facts.readings.length >= facts.planned;
    const first = changed && complete ? wrong({ ...facts, readings: firsts, settled: null }) : now;
    return [{ at, id: facts.id, first, now }];
  });
  return ended.sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
}

/** The running verdict, which may be looked at after every case. */
export function decideSequence(
  cases: readonly CaseFacts[],
  rule: GateRule,
  protocol: Protocol,
): { decision: RateDecision; sequential: SequentialProgress } {
  const taker = createErrorFilter({ severity: rule.severity }, protocol);
  const wrong = (facts: CaseFacts) => {
    const counted = countWrong(facts, taker, { unit: "note", readings: rule.readings });
    return counted && counted.wrong > 0;
  };
  const ended = inOrderOfEnd(cases, wrong);
  const outcomes = ended.flatMap(({ now }) => now ?? []);
  const test = { ...rule.sprt, alpha: rule.alpha };
  const steps = sequentialSteps(test);
  const state = runSequentialTest(outcomes, test);
  const asGiven = runSequentialTest(
    ended.flatMap(({ first }) => first ?? []),
    test,
  );
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
  const open = countOpen(cases, taker, { unit: "note", readings: rule.readings });
  if (open > 0) {
    const why = `Nobody named the severity of the errors in ${formatCounted(open, "note")}, so that the test does not know what they are.`;
    return { decision: cannotDecide(why), sequential };
  }
  const decision = decideSequentially(state, steps, rule);
  if (asGiven.said !== state.said || asGiven.stoppedAt !== state.stoppedAt) {
    const before = decideSequentially(asGiven, steps, rule);
    return {
      decision: {
        ...decision,
        verdict: before.verdict === decision.verdict ? decision.verdict : "undecided",
        because: `Answers were changed after they counted. As they are now: ${decision.because} As they were first given: ${before.because}`,
      },
      sequential,
    };
  }
  return { decision, sequential };
}
