import { describe, expect, test } from "vitest";
import { countPairs, nameArms, pairNotes } from "./pair-notes";

const item = (...arms: (string | null)[]) => ({ notes: arms.map((arm) => ({ arm })) });
const items = Array.from({ length: 31 }, () => item("base", "tuned", "judge"));
const one = { pairs: "one" as const, seed: 7, round: 0 };

function countArms(of: readonly ReturnType<typeof item>[], chosen: ReturnType<typeof pairNotes>) {
  const counts = new Map<string, number>();
  for (const [at, pairs] of chosen.entries()) {
    for (const [first, second] of pairs) {
      const name = nameArms(of[at]?.notes[first]?.arm ?? "", of[at]?.notes[second]?.arm ?? "");
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}

describe("pairs of several arms", () => {
  test("one an item: all pairs of arms as often, but for one", () => {
    const chosen = pairNotes(items, one);
    expect(chosen.every((pairs) => pairs.length === 1)).toBe(true);
    expect([...countArms(items, chosen).values()].sort()).toEqual([10, 10, 11]);
    expect(countPairs(items, "one")).toBe(31);
  });

  test("follow the seed", () => {
    expect(pairNotes(items, one)).toEqual(pairNotes(items, one));
    expect(pairNotes(items, one)).not.toEqual(pairNotes(items, { ...one, seed: 8 }));
  });

  test("make up for what a round has too few of", () => {
    const before = new Map([
      [nameArms("base", "tuned"), 20],
      [nameArms("judge", "base"), 20],
    ]);
    const counts = countArms(items.slice(0, 20), pairNotes(items.slice(0, 20), one, before));
    expect([...counts]).toEqual([[nameArms("judge", "tuned"), 20]]);
  });

  test("every two of an item", () => {
    const all = pairNotes([item("a", "b", "c", "d"), item("a", "b")], { ...one, pairs: "all" });
    expect(all.map((pairs) => pairs.length)).toEqual([6, 1]);
    expect(countPairs([item("a", "b", "c", "d"), item("a", "b")], "all")).toBe(7);
  });

  test("items that lack an arm take part with what they have", () => {
    const mixed = [...items, ...Array.from({ length: 9 }, () => item("base", "tuned"))];
    const counts = countArms(mixed, pairNotes(mixed, one));
    expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(9);
    expect([...counts.values()].reduce((sum, each) => sum + each, 0)).toBe(40);
  });

  test("a note of no arm stands beside none", () => {
    expect(pairNotes([item("a", null)], one)).toEqual([[]]);
    expect(pairNotes([item("a", null, "b")], one)).toEqual([[[0, 2]]]);
  });
});
