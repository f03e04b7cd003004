import { expect, test } from "vitest";
import { SignOfLife } from "./sign-of-life";

test("somebody at work in one tab is not away in the other", () => {
  let now = 1_000;
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  const [one, two] = [new SignOfLife(storage, () => now), new SignOfLife(storage, () => now)];
  now += 500_000;
  one.live();
  expect(one.idle()).toBe(0);
  expect(two.idle()).toBe(0);
  now += 600_000;
  expect([one.idle(), two.idle()]).toEqual([600_000, 600_000]);
  now -= 700_000;
  expect(two.idle()).toBe(400_000);
});
