import { setImmediate as breathe, setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Turnstile } from "./turnstile";

test("lets so many through at once, in the order of their arrival, and goes on behind a failure", async () => {
  const turnstile = new Turnstile(2);
  const began: number[] = [];
  let inside = 0;
  let most = 0;
  const passing = Array.from({ length: 7 }, (_, index) =>
    turnstile.pass(async () => {
      began.push(index);
      inside += 1;
      most = Math.max(most, inside);
      await breathe();
      inside -= 1;
      if (index === 2) throw new Error("failed");
      return index;
    }),
  );
  const results = await Promise.allSettled(passing);
  expect(most).toBe(2);
  expect(began).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(1);
  expect(await turnstile.pass(async () => "after")).toBe("after");
});

test("others come in between, however many wait", async () => {
  const turnstile = new Turnstile(2);
  const done: string[] = [];
  const work = async () => {
    for (const until = performance.now() + 5; performance.now() < until; );
    done.push("writer");
  };
  const writers = Array.from({ length: 40 }, () => turnstile.pass(work));
  await sleep(1);
  done.push("reader");
  await Promise.all(writers);
  expect(done.indexOf("reader")).toBeLessThan(10);
});
