import { describe, expect, test } from "vitest";
import { matchSpans, overlapsHalf, spanOverlap } from "./match-spans";
import { readTokens, spanF1, sumExact, sumSoft, sumTokens } from "./span-agreement";

const span = (start: number, end: number) => ({ start, end });

describe("spans of two readers", () => {
  test("exact counts equal ends alone, soft takes half of what either covers", () => {
    const [ones, others] = [
      [span(0, 10), span(20, 30)],
      [span(0, 10), span(22, 34)],
    ];
    expect(sumExact(ones, others)).toEqual({ matches: 1, marked: 4 });
    expect(spanOverlap(span(20, 30), span(22, 34))).toBeCloseTo(8 / 14, 12);
    expect(sumSoft(ones, others)).toEqual({ matches: 2, marked: 4 });
    expect(spanF1(1, 4)).toBe(0.5);
  });

  test("just half is enough, a little less is not, and spans that touch share nothing", () => {
    expect(overlapsHalf(span(0, 10), span(0, 5))).toBe(true);
    expect(overlapsHalf(span(0, 11), span(0, 5))).toBe(false);
    expect(spanOverlap(span(0, 5), span(5, 9))).toBe(0);
  });

  test("a span is used once, and the pairs are as many as can be", () => {
    // The first fits both, the second only the one that the first would take.
    const fits = (one: string, other: string) => one.includes(other);
    expect(matchSpans(["ab", "a"], ["a", "b"], fits)).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(sumSoft([span(0, 10), span(1, 10)], [span(0, 10)]).matches).toBe(1);
  });

  test("who is the reference does not matter", () => {
    const [ones, others] = [
      [span(0, 4), span(3, 9), span(20, 22)],
      [span(0, 5), span(4, 9)],
    ];
    expect(sumSoft(ones, others)).toEqual(sumSoft(others, ones));
  });

  test("nobody marked anything: undefined, not perfect", () => {
    expect(spanF1(0, 0)).toBeNaN();
    expect(spanF1(0, 3)).toBe(0);
  });
});

describe("tokens", () => {
  test("doses, hyphens and any script have exact places", () => {
    const text = "Takes 0.5 mg, twice-daily (β-blocker). لا ألم 🙂";
    const words = readTokens(text).map(({ start, end }) => text.slice(start, end));
    expect(words).toEqual(["Takes", "0.5", "mg", ",", "twice-daily", "(", "β-blocker", ")", ".", "لا", "ألم", "🙂"]);
  });

  test("a token that a span touches is marked; every token is counted once", () => {
    const tokens = readTokens("one two three four");
    expect(sumTokens(tokens, [span(0, 7)], [span(5, 13)])).toEqual({
      both: 1,
      firstOnly: 1,
      secondOnly: 1,
      neither: 1,
    });
    expect(sumTokens(tokens, [], [])).toEqual({ both: 0, firstOnly: 0, secondOnly: 0, neither: 4 });
  });
});
