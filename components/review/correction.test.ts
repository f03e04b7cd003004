import { expect, test } from "vitest";
import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { splitSentences } from "@/domain/sentences/split-sentences";
import { correctedPieces, correctSentence, cutPieces, joinPieces } from "./correction";

const TEXT = "  First one.\n\nSecond one. Third one. ";
const SENTENCES = splitSentences(TEXT);
const change = (corrected: string | null, clock: number): AssessmentChange => ({
  id: `change-${clock}00`,
  assignmentId: "case",
  clock,
  madeAt: "2026-03-01T09:00:00.000Z",
  seconds: 0,
  noteDigest: "a".repeat(64),
  hintsShown: false,
  body: { kind: "correct", corrected },
});
/** Corrects sentence after sentence, as a reader does. */
function correct(...steps: [index: number, sentence: string][]) {
  const changes: AssessmentChange[] = [];
  for (const [index, sentence] of steps) {
    changes.push(change(correctSentence(TEXT, SENTENCES, changes, index, sentence), changes.length + 1));
  }
  const sentences = correctedPieces(TEXT, SENTENCES, changes).pieces.map((piece) => piece.sentence);
  const last = changes.at(-1)?.body;
  return { changes, sentences, text: last?.kind === "correct" ? last.corrected : null };
}

test("pieces joined are the note, spaces and lines included", () => {
  const { lead, pieces } = cutPieces(TEXT, SENTENCES);
  expect(joinPieces(lead, pieces)).toBe(TEXT);
  expect(pieces.map(({ sentence }) => sentence)).toEqual(["First one.", "Second one.", "Third one."]);
});

test("one sentence written anew leaves the others as they are", () => {
  expect(correct([1, "Another."])).toMatchObject({
    text: "  First one.\n\nAnother. Third one. ",
    sentences: ["First one.", "Another.", "Third one."],
  });
});

test.each([
  [
    "neighbours",
    [
      [1, "Two."],
      [2, "Three."],
    ],
    ["First one.", "Two.", "Three."],
  ],
  [
    "the same twice",
    [
      [1, "Two."],
      [1, "Two and a half."],
    ],
    ["First one.", "Two and a half.", "Third one."],
  ],
  ["one that goes on", [[1, "Second one. And more."]], ["First one.", "Second one. And more.", "Third one."]],
  ["the first with something before it", [[0, "Zero. First one."]], ["Zero. First one.", "Second one.", "Third one."]],
  ["one taken out", [[1, ""]], ["First one.", "", "Third one."]],
  [
    "the first and the last",
    [
      [0, "Uno."],
      [2, "Tre."],
    ],
    ["Uno.", "Second one.", "Tre."],
  ],
  ["one like its neighbour", [[1, "Third one."]], ["First one.", "Third one.", "Third one."]],
] as [string, [number, string][], string[]][])("%s: each sentence is known again", (_, steps, sentences) => {
  expect(correct(...steps).sentences).toEqual(sentences);
});

test("a sentence as it was is no correction any more", () => {
  expect(correct([1, "Another."], [1, "Second one."]).text).toBeNull();
  expect(correct([1, "Another."], [1, "Second one."]).sentences[1]).toBe("Second one.");
});

test("changes that arrive in another order give the same", () => {
  const { changes, sentences } = correct([0, "Uno."], [1, "Due."], [2, "Tre."]);
  const again = correctedPieces(TEXT, SENTENCES, changes.toReversed()).pieces.map((piece) => piece.sentence);
  expect(again).toEqual(sentences);
});

test("a whole other text is placed somewhere, and nothing of it is lost", () => {
  const { lead, pieces } = correctedPieces(TEXT, SENTENCES, [change("Quite another note.", 1)]);
  expect(joinPieces(lead, pieces)).toContain("Quite another note.");
});
