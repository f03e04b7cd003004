import { expect, test } from "vitest";
import { protocolSchema } from "../campaigns/protocol";
import type { Answer, CaseFacts } from "./case-facts";
import { decideSequence } from "./decide-sequence";
import { gateRuleSchema } from "./gate-rule";
import { factsOf, manyFacts, mark, said } from "./testing/case-facts";

const minute = (at: number) => new Date(Date.UTC(2026, 0, 1, 0, at));
const rule = gateRuleSchema.parse({ looks: "sprt" });
const decide = (cases: readonly CaseFacts[]) => decideSequence(cases, rule, protocolSchema.parse({}));

/** Read at a minute; what it said at first, where that was changed an hour later. */
function read(at: number, answer: Answer, before?: Answer): CaseFacts {
  const facts = factsOf([answer]);
  const given = before ? { at: minute(at + 60), first: { answer: before, at: minute(at) } } : { at: minute(at) };
  return { ...facts, readings: facts.readings.map((reading) => ({ ...reading, ...given })) };
}
const [wrong, clean] = [said(mark()), said()];

test("a change moves no case: the order is that of the first answers", () => {
  const changed = manyFacts(30, (at) =>
    read(at, at < 5 ? wrong : clean, at < 5 ? said(mark({ severity: "major" })) : clean),
  );
  const first = manyFacts(30, (at) => read(at, at < 5 ? wrong : clean, at < 2 ? wrong : undefined));
  for (const cases of [changed, first])
    expect(decide(cases)).toMatchObject({ decision: { verdict: "fail" }, sequential: { stoppedAt: 5, hits: 5 } });
});

test("a change after the stop never turns a verdict: it is open then, and says both", () => {
  const failed = manyFacts(30, (at) => read(at, clean, at < 5 ? wrong : undefined));
  const { decision } = decide(failed);
  expect(decision.verdict).toBe("undecided");
  expect(decision.because).toMatch(/changed after they counted.*stopped at case 20.*stopped at case 5/s);
  const settled = manyFacts(30, (at) => ({
    ...read(at, at < 5 ? wrong : clean),
    settled: { answer: clean, at: minute(900) },
  }));
  expect(decide(settled).decision.verdict).toBe("undecided");
});

test("a change that leaves the stop where it was changes nothing", () => {
  const late = manyFacts(30, (at) => read(at, at < 5 ? wrong : clean, at === 20 ? wrong : undefined));
  const { decision } = decide(late);
  expect(decision.verdict).toBe("fail");
  expect(decision.because).not.toContain("changed");
});
