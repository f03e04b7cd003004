import { describe, expect, test } from "vitest";
import { createDraw, shuffle } from "../campaigns/draw";
import type { Answer } from "../gates/case-facts";
import { describePairs } from "./describe-pairs";
import { flipPair } from "./flip-pair";
import { foldText } from "./fold-text";
import type { Label } from "./pair";
import { type ChosenNotes, LeftOut, type NoteOf, type PairCandidate } from "./pair-candidate";
import { pairWarnings } from "./pair-warnings";
import { pairsOfChoices } from "./pairs-of-choices";
import { pairsOfRewrites, type Rewrite } from "./pairs-of-rewrites";
import { screenCandidates } from "./screen-candidates";
import { settleNote } from "./settle-note";
import { trlRows } from "./trl-line";

const textOf = (text: string) => ({ digest: text, length: text.length, text });
const noteOf = (name: string): NoteOf => ({
  ...{ source: textOf(`source ${name}`), promptKey: name, template: "{source}", section: null, group: name },
  ...{ exampleId: null, noteHash: `hash ${name}` },
});
const pairOf = (name: string, more: Partial<PairCandidate> = {}): PairCandidate => ({
  ...{ ...noteOf(name), origin: "generations", chosen: textOf(`good ${name}`), rejected: textOf(`bad ${name}`) },
  ...{ hChosen: 0, hRejected: 1, flipped: false, provenance: null, assessmentIds: [], generationIds: [], split: null },
  ...more,
});

describe("turning", () => {
  const pairs = ([0, 1] as Label[]).flatMap((hChosen) =>
    ([0, 1] as Label[]).map((hRejected, at) => {
      return { chosen: `a${hChosen}${at}`, rejected: `b${hChosen}${at}`, hChosen, hRejected, flipped: false };
    }),
  );

  test("only a hallucinated preference over a factual one is turned, with its labels", () => {
    expect(pairs.map((pair) => flipPair(pair)).map((each) => each.flipped)).toEqual([false, false, true, false]);
    expect(flipPair(pairs[2] as (typeof pairs)[number])).toMatchObject({ chosen: "b10", hChosen: 0, hRejected: 1 });
  });

  test("twice is once, the order does not matter, and the labels are the same ones", () => {
    const labels = (some: typeof pairs) => some.flatMap(({ hChosen, hRejected }) => [hChosen, hRejected]).sort();
    const turned = pairs.map((pair) => flipPair(pair));
    expect(turned.map((pair) => flipPair(pair))).toEqual(turned);
    const shuffled = shuffle(pairs, createDraw(3, "test"));
    expect(shuffled.map((pair) => flipPair(pair))).toEqual(shuffle(turned, createDraw(3, "test")));
    expect(labels(turned)).toEqual(labels(pairs));
  });
});

test("a note is settled by who settled it, then by agreement, then by the rule", () => {
  const clean: Answer = { judged: true, marked: false, errors: [], omissions: 0 };
  const wrong: Answer = { ...clean, marked: true };
  const omitted: Answer = { ...wrong, omissions: 1 };
  const unable: Answer = { ...clean, judged: false };
  expect(settleNote([clean, clean], wrong, "any")).toEqual({ label: 1, by: "adjudication" });
  expect(settleNote([clean, unable], null, "any")).toEqual({ label: 0, by: "readers" });
  expect(settleNote([omitted], null, "any")).toEqual({ label: 0, by: "readers" });
  expect(settleNote([wrong, clean, clean], null, "majority")).toEqual({ label: 0, by: "majority" });
  expect(settleNote([wrong, clean], null, "majority").label).toBeNull();
  expect(settleNote([wrong, clean, clean], null, "leave-out").label).toBeNull();
  expect(settleNote([unable], null, "any").label).toBeNull();
});

describe("choices", () => {
  const choiceOf = (...choices: ("first" | "second" | "tie")[]): ChosenNotes => ({
    ...{ ...noteOf("x"), caseId: "c", campaignId: "r", readers: "person" },
    first: { note: textOf("one"), arm: "base", generationId: "g1" },
    second: { note: textOf("other"), arm: "tuned", generationId: "g2" },
    readings: choices.map((choice, at) => ({ assessmentId: `a${at}`, reviewerId: `r${at}`, choice })),
  });
  const made = (
    known: [string, Label][],
    unmarkedChoices: "leave-out" | "factual",
    ...choices: ("first" | "tie")[]
  ) => {
    const left = new LeftOut();
    const marks = new Map(known.map(([digest, label]) => [`x ${digest}`, { label, by: "readers" as const }]));
    const rules = { conflicts: "majority" as const, unmarkedChoices, known: marks, left };
    return { pairs: pairsOfChoices([choiceOf(...choices)], rules), left: left.list() };
  };

  test("marks give the labels, and turn what was preferred though it is hallucinated", () => {
    const { pairs } = made(
      [
        ["one", 1],
        ["other", 0],
      ],
      "leave-out",
      "first",
    );
    expect(pairs[0]).toMatchObject({ chosen: { digest: "other" }, hChosen: 0, hRejected: 1, flipped: true });
    expect(pairs[0]?.provenance?.chosen.arm).toBe("tuned");
  });

  test("where nobody marked either side the rule decides, and never turns", () => {
    expect(made([], "leave-out", "first").pairs).toEqual([]);
    const { pairs } = made([], "factual", "first");
    expect(pairs[0]).toMatchObject({ chosen: { digest: "one" }, hChosen: 0, hRejected: 0, flipped: false });
  });

  test.each(["leave-out", "factual"] as const)("with one side known and the other not, %s makes no pair", (rule) => {
    for (const side of ["one", "other"]) {
      for (const label of [0, 1] as const) {
        const { pairs, left } = made([[side, label]], rule, "first");
        expect(pairs).toEqual([]);
        expect(left).toEqual([
          expect.objectContaining({ pairs: 1, reason: expect.stringContaining("the other was not") }),
        ]);
      }
    }
  });

  test("ties and halves are no preference", () => {
    expect(made([], "factual", "tie").left[0]?.reason).toBe("Choices: Readers prefer neither.");
    expect(made([], "factual", "first", "tie").left[0]?.reason).toContain("No note has more than half");
  });
});

describe("rewrites", () => {
  const rewriteOf = (name: string, kind: "rewrite" | "control", at = 0): Rewrite => ({
    ...{ runId: "r", kind, h: kind === "rewrite" ? 1 : 0, original: textOf(`clean ${name}`) },
    ...{ text: textOf(`${kind} ${name} ${at}`), edits: [{ family: "number" }], note: noteOf(name) },
  });
  const many = Array.from({ length: 400 }, (_, at) => rewriteOf(String(at), "rewrite"));
  const made = (rows: Rewrite[], adversarialRatio: number) =>
    pairsOfRewrites(rows, { adversarialRatio, seed: 7, left: new LeftOut() });

  test("the ratio says how many of each note: all, every other, two, none", () => {
    expect(made(many, 1)).toHaveLength(400);
    expect(made(many, 0.5).length).toBeGreaterThan(160);
    expect(made(many, 0.5).length).toBeLessThan(240);
    expect(made([...many, ...many.map((each) => ({ ...each, text: textOf(`${each.text.text} b`) }))], 2)).toHaveLength(
      800,
    );
    expect(made(many, 0)).toEqual([]);
  });

  test("about half of the clean sides are the control, so that being rewritten is no sign", () => {
    const pairs = made([...many, ...many.map((_, at) => rewriteOf(String(at), "control"))], 1);
    const controls = pairs.filter(({ chosen }) => chosen.text?.startsWith("control")).length;
    expect(controls).toBeGreaterThan(150);
    expect(controls).toBeLessThan(250);
    expect(new Set(pairs.map(({ hChosen, hRejected }) => `${hChosen}${hRejected}`))).toEqual(new Set(["01"]));
  });
});

test("equal and empty texts, repeats and full prompts are left out with their reason", () => {
  const left = new LeftOut();
  const same = pairOf("a", { rejected: textOf("good a") });
  const empty = pairOf("b", { chosen: textOf("") });
  const twice = pairOf("c", { chosen: textOf("bad c"), rejected: textOf("good c") });
  const more = pairOf("c", { chosen: textOf("third c") });
  const kept = screenCandidates([same, empty, pairOf("c"), twice, more], { keptOut: [], pairsPerPrompt: 1, left });
  expect(kept.map(({ chosen }) => chosen.text)).toEqual(["good c"]);
  expect(
    left
      .list()
      .map(({ reason }) => reason)
      .sort(),
  ).toEqual([
    "Another pair has the same prompt.",
    "Both texts are equal.",
    "One of the two texts is empty.",
    "The same two texts stand in another pair already.",
  ]);
});

test("an all-turned set, no margin and uneven lengths are told", () => {
  const train = (pair: PairCandidate) => ({ ...pair, split: "train" as const });
  const warned = (some: PairCandidate[]) => pairWarnings(describePairs(some.map(train))).join(" ");
  expect(warned([pairOf("a", { flipped: true })])).toContain("Every pair was turned");
  expect(warned([pairOf("a", { hRejected: 0 })])).toContain("Δ changes nothing");
  expect(warned([pairOf("a")])).toContain("longer one nearly always");
  expect(warned([])).toBe("");
});

test("answers one by one are wanted where they are factual", () => {
  const stored = {
    ...{ id: "v-0", split: "train" as const, prompt: "p", chosen: "a", rejected: "b", hChosen: 0 as const },
    ...{ hRejected: 0 as const, flipped: false, origin: "choice" as const },
  };
  expect(trlRows(stored, { form: "unpaired", conversational: false })).toMatchObject([
    { label: true },
    { label: true },
  ]);
  expect(Object.keys(trlRows(stored, { form: "paired", conversational: true })[0] ?? {}).slice(0, 3)).toEqual([
    "prompt",
    "chosen",
    "rejected",
  ]);
});

test("texts are folded as the reading of files folds them", () => {
  expect(foldText(" Straße\n ΣΊΣΥΦΟΣ\u00a0ﬁx\x1cẞ ")).toBe("strasse σίσυφοσ fix ss");
});
