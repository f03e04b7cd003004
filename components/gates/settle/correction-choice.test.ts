import { describe, expect, test } from "vitest";
import type { CaseToSettle } from "@/domain/gates/settling-answer";
import { correctedText, listCorrections, nextCorrection, openCorrection } from "./correction-choice";
import { changeDraft } from "./settle-draft";

type Settled = NonNullable<CaseToSettle["settled"]>;

const settledAs = (corrected: string | null): Settled => ({
  ...{ version: 1, verdict: "marked", marks: [], decisions: [], corrected, reason: "Read again." },
  ...{ by: null, at: new Date(0), stale: false },
});

function caseOf(corrections: readonly (string | null)[], settled: Settled | null = null) {
  return {
    settled,
    note: { text: "Takes aspirin.", digest: "n", sentences: [] },
    readings: corrections.map((corrected, at) => ({
      ...{ assessmentId: `said-${at}`, label: "ABC"[at] ?? "", verdict: "marked" as const, marks: [], corrected },
      ...{ unsure: false, comment: "", reason: null },
    })),
  };
}

describe("which corrected note stands", () => {
  test("is open where readers wrote different ones, else what they wrote, else none", () => {
    expect(openCorrection(caseOf(["Takes none.", "Takes ibuprofen."]))).toBeNull();
    expect(openCorrection(caseOf(["Takes none.", "Takes none."]))).toEqual({ from: "reading", assessmentId: "said-0" });
    expect(openCorrection(caseOf([null, "Takes none."]))).toEqual({ from: "reading", assessmentId: "said-1" });
    expect(openCorrection(caseOf([null, null]))).toEqual({ from: "none" });
  });

  test("opens as it was settled", () => {
    const two = ["Takes none.", "Takes ibuprofen."];
    expect(openCorrection(caseOf(two, settledAs(null)))).toEqual({ from: "none" });
    expect(openCorrection(caseOf(two, settledAs("Takes ibuprofen.")))).toEqual({
      from: "reading",
      assessmentId: "said-1",
    });
    expect(openCorrection(caseOf(two, settledAs("Takes it.")))).toEqual({ from: "own", text: "Takes it." });
  });

  test("equal texts are listed once, by the letters of both", () => {
    const found = listCorrections(caseOf(["Takes none.", "Takes ibuprofen.", "Takes none."]));
    expect(found.map(({ labels }) => labels.join())).toEqual(["A,C", "B"]);
  });

  test("is a text; the note itself and an empty one are none", () => {
    const of = caseOf(["Takes none."]);
    expect(correctedText(of, { from: "reading", assessmentId: "said-0" })).toBe("Takes none.");
    expect(correctedText(of, { from: "own", text: "Takes no pills." })).toBe("Takes no pills.");
    for (const text of ["Takes aspirin.", " "]) expect(correctedText(of, { from: "own", text })).toBeNull();
    expect(correctedText(of, { from: "none" })).toBeNull();
    expect(correctedText(of, null)).toBeNull();
  });

  test("goes round by one key", () => {
    const of = caseOf(["Takes none.", "Takes ibuprofen."]);
    const one = nextCorrection(of, null, null);
    const other = nextCorrection(of, one, null);
    const none = nextCorrection(of, other, null);
    expect([one, other, none, nextCorrection(of, none, null)]).toEqual([
      { from: "reading", assessmentId: "said-0" },
      { from: "reading", assessmentId: "said-1" },
      { from: "none" },
      { from: "reading", assessmentId: "said-0" },
    ]);
  });

  test("a text of one's own is one stop of the round, and never replaced", () => {
    const of = caseOf(["Takes none."]);
    const own = { from: "own" as const, text: "Takes no pills." };
    const none = nextCorrection(of, own, own.text);
    const reading = nextCorrection(of, none, own.text);
    expect([none, reading, nextCorrection(of, reading, own.text)]).toEqual([
      { from: "none" },
      { from: "reading", assessmentId: "said-0" },
      own,
    ]);
    const empty = { choices: {}, at: 0, verdict: null, correction: null, own: null, reason: "" };
    const written = changeDraft(empty, { do: "correct", correction: own });
    const left = changeDraft(written, { do: "correct", correction: none });
    expect([left.correction, left.own]).toEqual([none, own.text]);
  });
});
