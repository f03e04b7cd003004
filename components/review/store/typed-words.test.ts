import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askBeforeUnload } from "./open-keepers";
import { TypingRest, typedWords } from "./typed-words";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function type() {
  let kept = 0;
  const rest = new TypingRest(() => {
    kept += 1;
  });
  const keys = (count: number) => {
    for (let key = 0; key < count; key += 1) {
      rest.typed();
      vi.advanceTimersByTime(100);
    }
  };
  return { rest, keys, kept: () => kept };
}

test("words are kept once the typing rests, and no tick stands for them until then", () => {
  const { keys, kept } = type();
  keys(5);
  expect([kept(), typedWords.read().fields]).toEqual([0, 1]);
  vi.advanceTimersByTime(400);
  expect([kept(), typedWords.read().fields]).toEqual([1, 0]);
  vi.advanceTimersByTime(10_000);
  expect(kept()).toBe(1);
});

test("whoever types without a rest loses two seconds at most", () => {
  const { rest, keys, kept } = type();
  keys(100);
  expect(kept()).toBeGreaterThanOrEqual(4);
  rest.end();
  expect(typedWords.read().fields).toBe(0);
});

test("two fields are counted apart, and a field that is left without a word counts for none", () => {
  const [one, other] = [type(), type()];
  one.keys(1);
  other.keys(1);
  expect(typedWords.read().fields).toBe(2);
  one.rest.end();
  one.rest.end();
  expect([one.kept(), typedWords.read().fields]).toEqual([1, 1]);
  other.rest.end();
  expect(typedWords.read().fields).toBe(0);
});

test("a page with words that are no change yet asks before it goes", () => {
  const { rest, keys } = type();
  let asked = 0;
  const ask = () =>
    askBeforeUnload({
      preventDefault: () => {
        asked += 1;
      },
    });
  keys(1);
  ask();
  rest.end();
  ask();
  expect(asked).toBe(1);
});

test("a field that nobody typed in writes nothing when it is left", () => {
  const { rest, kept } = type();
  rest.end();
  expect(kept()).toBe(0);
});
