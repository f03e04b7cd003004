import type { CaseToSettle } from "@/domain/gates/settling-answer";
import {
  agreedChoices,
  type Choice,
  type Choices,
  choicesOf,
  keepAs,
  type Point,
} from "@/domain/gates/settling-points";

import { type CorrectionChoice, openCorrection } from "./correction-choice";

export type SettledVerdict = "clean" | "marked" | "cannot-judge";

export type SettleDraft = {
  choices: Choices;
  /** Index of the point at the cursor. */
  at: number;
  /** Said outright; null follows what is kept. */
  verdict: SettledVerdict | null;
  correction: CorrectionChoice;
  /** The corrected note as whoever settles wrote it; it stays while another one is looked at. */
  own: string | null;
  reason: string;
};

/** As it was settled before, else with what everybody says. */
export function openDraft(points: readonly Point[], of: CaseToSettle): SettleDraft {
  const { settled, readings } = of;
  const first = points.findIndex(({ agreed }) => !agreed);
  const at = Math.max(0, first);
  const correction = openCorrection(of);
  const empty = { at, reason: "", verdict: null, correction, own: ownText(correction) };
  if (!settled) return { ...empty, choices: agreedChoices(points) };
  const plain = readings.every(({ marks }) => marks.length === 0);
  const known: SettledVerdict | null =
    settled.verdict === "cannot-judge" || (plain && (settled.verdict === "clean" || settled.verdict === "marked"))
      ? settled.verdict
      : null;
  return { ...empty, verdict: known, choices: choicesOf(points, settled) };
}

export type Step =
  | { do: "move"; by: 1 | -1; points: readonly Point[] }
  | { do: "go"; at: number }
  | { do: "choose"; point: Point; choice: Choice }
  | { do: "verdict"; verdict: SettledVerdict | null }
  | { do: "correct"; correction: CorrectionChoice }
  | { do: "reason"; reason: string };

const ownText = (choice: CorrectionChoice): string | null => (choice?.from === "own" ? choice.text : null);

export function changeDraft(draft: SettleDraft, step: Step): SettleDraft {
  switch (step.do) {
    case "move":
      return { ...draft, at: Math.min(Math.max(draft.at + step.by, 0), Math.max(0, step.points.length - 1)) };
    case "go":
      return { ...draft, at: step.at };
    case "choose":
      return { ...draft, verdict: null, choices: { ...draft.choices, [step.point.id]: step.choice } };
    case "verdict":
      return { ...draft, verdict: step.verdict };
    case "correct":
      return { ...draft, correction: step.correction, own: ownText(step.correction) ?? draft.own };
    case "reason":
      return { ...draft, reason: step.reason };
  }
}

/** What is kept of a point now, with what would be kept by a bare "keep". */
const kept = (draft: SettleDraft, point: Point) => {
  const choice = draft.choices[point.id];
  return choice && choice.keep !== null ? choice : keepAs(point.said[0]);
};

export const keepPoint = (draft: SettleDraft, point: Point): Choice => kept(draft, point);

/** As one reading has it; where it left the place alone, dropped. */
export function takeReading(point: Point, assessmentId: string): Choice {
  const said = point.said.find((each) => each.assessmentId === assessmentId);
  return said ? keepAs(said) : { keep: null };
}

export function retype(draft: SettleDraft, point: Point, type: string): Choice {
  const choice = kept(draft, point);
  return choice.keep === null ? choice : { ...choice, type };
}

/** The next severity in the protocol's order. */
export function regrade(draft: SettleDraft, point: Point, severities: CaseToSettle["protocol"]["severities"]): Choice {
  const choice = kept(draft, point);
  if (choice.keep === null) return choice;
  const at = severities.findIndex(({ id }) => id === choice.severity);
  return { ...choice, severity: severities[(at + 1) % severities.length]?.id ?? choice.severity };
}
