import { expect, test } from "vitest";
import { compareSeeds } from "./compare-seeds";
import { compareEmpty, compareSides } from "./compare-sides";
import { shareCopied } from "./copied-text";
import { cautionsOf, verdictOf } from "./result-words";
import type { NoteMeasures, PairedNote } from "./study-result";

const options = { unit: "note" as const, level: 0.95, resamples: 2_000, seed: 1 };
const side = (wrong: number, more: Partial<NoteMeasures> = {}): NoteMeasures => ({
  ...{ wrong, units: 1, omissions: 0, length: 100, copied: 0.5, ...more },
});
const WRITTEN = { before: 0, after: 0, asWrong: null };
const times = (count: number, before: NoteMeasures, after: NoteMeasures): Omit<PairedNote, "group" | "item">[] =>
  Array.from({ length: count }, () => ({ before, after }));
const grouped = (notes: Omit<PairedNote, "group" | "item">[], size = 1): PairedNote[] =>
  notes.map((note, at) => ({ ...note, item: `n${at}`, group: `g${Math.floor(at / size)}` }));

/** science.md §8.3: b 15, c 5 of 100, exact p .041389. */
const FIXTURE = grouped([
  ...times(60, side(1), side(1)),
  ...times(15, side(1), side(0)),
  ...times(5, side(0), side(1)),
  ...times(20, side(0), side(0)),
]);

test("McNemar is exact, and the difference has Newcombe's interval", () => {
  const { before, after, difference, mcnemar } = compareSides(FIXTURE, options);
  expect([before.value, after.value, before.numerator, after.denominator]).toEqual([0.75, 0.65, 75, 100]);
  expect(mcnemar).toMatchObject({ mended: 15, broken: 5, both: 60, neither: 20 });
  expect(mcnemar?.p).toBeCloseTo(0.041389, 6);
  expect(difference).toMatchObject({ value: -0.1, n: 100, unit: "note", interval: { method: "newcombe-paired" } });
  expect(difference.interval?.low).toBeLessThan(-0.1);
  expect(difference.interval?.high).toBeLessThan(0);
});

test("notes of one patient are not independent: the interval resamples patients", () => {
  const half = [...times(20, side(1), side(0)), ...times(20, side(1), side(1))];
  const [alone, together] = [compareSides(grouped(half), options), compareSides(grouped(half, 10), options)];
  expect(together.mcnemar).toEqual(alone.mcnemar);
  expect(together.difference).toMatchObject({ value: -0.5, interval: { method: "cluster-bootstrap" } });
  expect(together.difference.interval?.low).toBeLessThan(alone.difference.interval?.low ?? -1);
});

test("sentences are resampled by patient: what comes in groups is less sure", () => {
  const sentences = (size: number) =>
    compareSides(
      grouped(
        [
          ...times(20, side(4, { units: 10 }), side(1, { units: 10 })),
          ...times(20, side(1, { units: 10 }), side(2, { units: 10 })),
        ],
        size,
      ),
      { ...options, unit: "sentence" },
    );
  const [alone, together] = [sentences(1), sentences(10)];
  expect(alone.mcnemar).toBeNull();
  expect(alone.difference).toMatchObject({ value: -0.1, n: 400, unit: "sentence", parameters: { groups: 40 } });
  expect(together.difference.parameters.groups).toBe(4);
  const width = ({ difference: { interval } }: typeof alone) => (interval ? interval.high - interval.low : 0);
  expect(width(together)).toBeGreaterThan(1.5 * width(alone));
});

test("silence does not win unseen: omissions, length and copied text are watched", () => {
  const notes = grouped(
    Array.from({ length: 40 }, (_, at) => ({
      before: side(1, { omissions: at % 2, length: 200, copied: 0.2 }),
      after: side(0, { omissions: (at % 2) + 1 + (at % 3), length: 80, copied: at === 0 ? null : 0.4 + (at % 5) / 20 }),
    })),
  );
  const compared = compareSides(notes, options);
  const [omissions, length, copied] = compared.watched;
  expect(omissions?.change.value).toBeCloseTo(1.975);
  expect([length?.change.value, length?.before.value, length?.after.value]).toEqual([0.4, 200, 80]);
  expect(copied?.change).toMatchObject({ n: 39, excluded: 1 });
  const cautions = cautionsOf([{ ...compared, name: "New", seed: 1, excluded: [], empty: WRITTEN }], {
    readers: "person",
  });
  expect(cautions.map((each) => each.replaceAll("\u00a0", " "))).toEqual([
    "One seed was trained: another one may come out otherwise.",
    "New leaves more out, so that fewer errors may be silence.",
    "New writes much shorter notes (40.0 % of the length before): who says less errs less.",
    "New copies more of its source word for word.",
  ]);
});

test("empty notes are counted, shown as wrong, too, and told where there are more than before", () => {
  const written = times(20, side(1), side(0));
  const withEmpty = grouped([...written, ...times(4, side(0), side(1)), ...times(1, side(1), side(1))]);
  expect(compareEmpty({ empty: { before: 0, after: 0 }, withEmpty }, options)).toEqual(WRITTEN);
  const empty = compareEmpty({ empty: { before: 1, after: 5 }, withEmpty }, options);
  expect([empty.asWrong?.before.value, empty.asWrong?.after.value]).toEqual([0.84, 0.2]);
  expect(empty.asWrong?.difference).toMatchObject({ n: 25, parameters: { empty: "wrong" } });
  const compared = sideOf(grouped(written));
  const told = (of: typeof empty) =>
    cautionsOf([{ ...compared, empty: of }], { readers: "person" }).filter((each) => each.includes("empty"));
  expect(told(empty).map((each) => each.replaceAll("\u00a0", " "))).toEqual([
    expect.stringMatching(/^New left 5 notes empty, and 1 was before: with empty notes as wrong, .* −64\.0 points/),
  ]);
  expect(told({ ...empty, before: 5 })).toEqual([]);
});

test("nothing is claimed where the interval holds zero, and the estimate stands before p", () => {
  const same = compareSides(grouped([...times(10, side(1), side(0)), ...times(9, side(0), side(1))]), options);
  const verdict = verdictOf([{ ...same, name: "New", seed: 1, excluded: [], empty: WRITTEN }], null);
  expect(verdict?.tone).toBe("undecided");
  const plain = verdict?.evidence.replaceAll("\u00a0", " ");
  expect(plain).toMatch(
    /^After minus before: −5\.3 points \(95 % −.* to \+.*\), 19 paired notes, one seed, exact McNemar p = 1\.$/,
  );
});

const sideOf = (notes: PairedNote[], unit: "note" | "sentence" = "note") => ({
  ...{ ...compareSides(notes, { ...options, unit }), name: "New", seed: 1, excluded: [], empty: WRITTEN },
});

test("a claim needs the exact test, too: 5 mended of 50 and none broken is not enough, 6 are", () => {
  const mended = (count: number) =>
    sideOf(grouped([...times(count, side(1), side(0)), ...times(50 - count, side(0), side(0))]));
  const [five, six] = [mended(5), mended(6)];
  expect(five.difference.interval?.high).toBeLessThan(0);
  expect(five.p).toBeCloseTo(0.0625, 9);
  expect([verdictOf([five], null)?.tone, verdictOf([six], null)?.tone]).toEqual(["undecided", "good"]);
});

test("where notes come in groups, the resampled groups decide and their p is told", () => {
  const together = sideOf(grouped([...times(20, side(1), side(0)), ...times(40, side(0), side(0))], 2));
  expect(together.p).toBeLessThan(0.05);
  expect(together.p).not.toBe(together.mcnemar?.p);
  const verdict = verdictOf([together], null);
  expect([verdict?.tone, verdict?.evidence]).toEqual(["good", expect.stringMatching(/, one seed, resampled p [=<]/)]);
});

test("below 10 patients or documents nothing is claimed, and it is said", () => {
  const of = (groups: number) =>
    sideOf(grouped(times(groups * 5, side(4, { units: 9 }), side(1, { units: 9 })), 5), "sentence");
  const [nine, ten] = [of(9), of(10)];
  expect([verdictOf([nine], null)?.tone, verdictOf([ten], null)?.tone]).toEqual(["undecided", "good"]);
  const cautions = (sides: typeof nine) =>
    cautionsOf([sides], { readers: "person" }).join(" ").replaceAll("\u00a0", " ");
  expect(cautions(nine)).toContain("Only 9 patients or documents were compared: below 10 nothing can be claimed");
  expect(cautions(ten)).not.toContain("Only");
});

test("a further attempt on the same notes is held to Holm over all, and names those before", () => {
  const of = (mended: number) =>
    sideOf(grouped([...times(mended, side(1), side(0)), ...times(50 - mended, side(0), side(0))]));
  const [first, second] = [of(5), of(6)];
  expect(verdictOf([second], null)?.tone).toBe("good");
  const verdict = verdictOf([second], null, { earlier: [first] });
  expect(verdict?.tone).toBe("undecided");
  expect(verdict?.evidence.replaceAll("\u00a0", " ")).toMatch(
    /exact McNemar p = 0\.0310, by Holm over 2 planned attempts p = 0\.0630\.$/,
  );
  expect(verdictOf([of(9)], null, { earlier: [first, second] })?.tone).toBe("good");
  const early = verdictOf([second], null, { planned: 2 });
  expect([early?.tone, early?.evidence.replaceAll("\u00a0", " ")]).toEqual([
    "undecided",
    expect.stringMatching(/exact McNemar p = 0\.0310, by Holm over 2 planned attempts p = 0\.0630\.$/),
  ]);
  expect(verdictOf([of(9)], null, { planned: 2 })?.tone).toBe("good");
  const [, attempts, others] = cautionsOf([second], { readers: "simulated", earlier: [first], otherRounds: 1 });
  expect(attempts?.replaceAll("\u00a0", " ")).toMatch(
    /^This is attempt 2 on the same confirming notes; .* Before it, attempt 1: −10\.0 points .*, exact McNemar p = 0\.0630\.$/,
  );
  expect(others).toMatch(/^There was 1.other round on these confirming notes before/);
});

test("over seeds wrong and of how many are summed by patient, as the sides sum them; n is notes; one seed has none", () => {
  const seeds = [grouped(times(10, side(1), side(0))), grouped(times(10, side(1), side(1)))];
  expect(compareSeeds(seeds.slice(0, 1), options)).toBeNull();
  expect(compareSeeds(seeds, options)?.difference).toMatchObject({
    ...{ value: -0.5, n: 10, unit: "note", parameters: { seeds: 2, groups: 10 } },
  });
  const uneven = grouped([
    ...times(15, side(1, { units: 2 }), side(0, { units: 2 })),
    ...times(15, side(2, { units: 40 }), side(6, { units: 40 })),
  ]);
  const sentences = { ...options, unit: "sentence" as const };
  const alone = compareSides(uneven, sentences).difference;
  const over = compareSeeds([uneven, uneven], sentences)?.difference;
  expect(alone.value).toBeCloseTo((90 - 45) / 630);
  expect([over?.value, over?.n, over?.unit]).toEqual([alone.value, 30, "note"]);
  expect(over?.interval).toEqual(alone.interval);
});

test("without a note nothing is said, and nothing is nought", () => {
  const none = compareSides([], options);
  expect([none.before.state, none.difference.state, none.watched[0]?.change.state]).toEqual(Array(3).fill("undefined"));
});

test("copied text is the share of four-word runs that stand in the source", () => {
  const source = "Doctor: How are you? Patient: I have had gout for three years now.";
  expect(shareCopied("I have had gout for three years.", source)).toBe(1);
  expect(shareCopied("She has had gout for three years.", source)).toBe(0.5);
  expect(shareCopied("Gout, 3 years.", source)).toBeNull();
});
