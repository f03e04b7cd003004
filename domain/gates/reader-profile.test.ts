import { expect, test } from "vitest";
import { describeReader, hideFindings, type ReaderFacts } from "./reader-profile";

const minute = (count: number) => new Date(Date.UTC(2026, 0, 1, 9, count));

/** Marks ever more and reads ever faster. */
const readings = Array.from({ length: 40 }, (_, at) => ({
  at: minute(39 - at),
  seconds: 20 + at,
  marked: at < 20 && at % 2 === 0,
}));

const plain: ReaderFacts = { readings, shared: [], repeats: [], planted: [], detected: [], clean: [] };

test("speed and strictness over time are told in four parts and as a difference with its interval", () => {
  const profile = describeReader(plain);
  expect(profile.strictness).toMatchObject({ value: 0.25, numerator: 10, n: 40 });
  expect(profile.seconds.value).toBe(39.5);
  expect(profile.blocks.map(({ marked }) => marked.value)).toEqual([0, 0, 0.5, 0.5]);
  expect(profile.blocks.map(({ seconds }) => seconds.value)).toEqual([54.5, 44.5, 34.5, 24.5]);
  expect(profile.blocks[0]?.from).toEqual(minute(0));
  expect(profile.markedDrift.value).toBe(0.5);
  expect(profile.markedDrift.interval?.low).toBeGreaterThan(0.2);
  expect(profile.secondsDrift.value).toBe(-20);
});

test("hidden repeats and controls say how well she reads", () => {
  const repeats = [...new Array(9).fill({ first: true, second: true }), { first: true, second: false }];
  const planted = [true, true, true, false];
  const detected = [true, true, false, false];
  const profile = describeReader({ ...plain, repeats, planted, detected, clean: [false, false, true] });
  expect(profile.selfAgreement).toMatchObject({ value: 0.9, n: 10, definition: "review.self_agreement@1" });
  expect(profile.sensitivity).toMatchObject({ value: 0.75, n: 4, unit: "control" });
  expect(profile.detection).toMatchObject({ value: 0.5, n: 4, definition: "review.detection@1" });
  expect(profile.specificity.value).toBeCloseTo(2 / 3, 12);
});

test("leaning compares her with others on the same notes alone", () => {
  const shared = [...new Array(10).fill({ own: true, others: 0.5 }), ...new Array(10).fill({ own: false, others: 0 })];
  const { leaning } = describeReader({ ...plain, shared });
  expect(leaning.value).toBe(0.25);
  expect(leaning.interval?.method).toBe("paired-t");
});

test("what there is nothing of is undefined with its reason, never 0", () => {
  const empty = describeReader({ ...plain, readings: [] });
  for (const each of [empty.strictness, empty.seconds, empty.leaning, empty.selfAgreement, empty.sensitivity])
    expect(each).toMatchObject({ state: "undefined", value: null });
  expect(empty.blocks).toEqual([]);
});

test("before the close nothing tells what she found", () => {
  const hidden = hideFindings(describeReader(plain));
  expect(hidden.seconds.value).toBe(39.5);
  expect([hidden.strictness, hidden.leaning, hidden.markedDrift, ...hidden.blocks.map(({ marked }) => marked)]).toEqual(
    expect.arrayContaining([expect.objectContaining({ state: "undefined", n: 0 })]),
  );
  expect(hidden.blocks.every(({ marked }) => marked.value === null)).toBe(true);
});

test("of labels from elsewhere there is no time, and its reason stands there", () => {
  const untimed = readings.map((each) => ({ ...each, seconds: null }));
  const profile = describeReader({ ...plain, readings: untimed });
  const reason = expect.stringContaining("no time was measured");
  expect(profile.seconds).toMatchObject({ value: null, reason });
  expect(profile.secondsDrift).toMatchObject({ value: null, reason });
  expect(profile.strictness.value).toBe(0.25);
});
