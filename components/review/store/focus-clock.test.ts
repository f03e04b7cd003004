import { beforeEach, expect, test } from "vitest";
import { FocusClock } from "./focus-clock";

let now = 0;
let clock: FocusClock;
beforeEach(() => {
  now = 0;
  clock = new FocusClock(() => now);
});
const pass = (seconds: number) => {
  now += seconds * 1_000;
};

test("counts while the page has the focus, and anew after each reading", () => {
  clock.start();
  pass(3);
  clock.stop();
  pass(60);
  clock.start();
  pass(2);
  expect(clock.take()).toBe(5);
  pass(1);
  expect(clock.take()).toBe(1);
});

test("held it counts nothing, also where the page gets the focus back meanwhile", () => {
  clock.start();
  pass(2);
  const release = clock.hold();
  pass(30);
  clock.stop();
  clock.start();
  pass(30);
  expect(clock.take()).toBe(2);
  release();
  pass(4);
  expect(clock.take()).toBe(4);
});

test("released without the focus it waits for it; two holds end with the second", () => {
  clock.start();
  const [one, two] = [clock.hold(), clock.hold()];
  one();
  pass(5);
  clock.stop();
  two();
  pass(5);
  clock.start();
  pass(1);
  expect(clock.take()).toBe(1);
});
