import type { Protocol } from "../campaigns/protocol";
import type { AssessmentChange } from "./assessment-change";
import type { Mark, Span, Verdict } from "./mark";

export type Refusal = { reason: string; remedy: string };

/** What a case shows; an erased text is empty. */
export type CaseTexts = { note: string; noteDigest: string; otherNoteDigest: string | null; source: string };

type Rules = Pick<Protocol, "mode" | "taxonomy" | "severities" | "omissions" | "corrections">;

const AGAIN = "Mark the place again.";

function cutsCharacter(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

function checkSpan({ start, end }: Span, text: string, of: "note" | "source"): Refusal | null {
  if (end > text.length) {
    return { reason: `The marked place ends behind the ${of}, which has ${text.length} characters.`, remedy: AGAIN };
  }
  if (cutsCharacter(text, start) || cutsCharacter(text, end)) {
    return { reason: `The marked place cuts a character of the ${of} in two.`, remedy: AGAIN };
  }
  return null;
}

function checkMark(mark: Mark, { mode, taxonomy, severities, omissions }: Rules, texts: CaseTexts): Refusal | null {
  if (mode !== "marks") return { reason: "This round takes no marks.", remedy: "Give a verdict alone." };
  if (mark.kind === "omission" && !omissions) {
    return { reason: "This round takes no omissions.", remedy: "Leave it out, or say it in the comment." };
  }
  if (mark.type !== null && !taxonomy.types.some(({ id }) => id === mark.type)) {
    return { reason: `There is no type "${mark.type}" in this round.`, remedy: "Choose one of the types shown." };
  }
  if (mark.severity !== null && !severities.some(({ id }) => id === mark.severity)) {
    return { reason: `There is no severity "${mark.severity}" here.`, remedy: "Choose one of the severities shown." };
  }
  const [text, of] = mark.kind === "error" ? ([texts.note, "note"] as const) : ([texts.source, "source"] as const);
  const evidence = Array.isArray(mark.evidence) ? mark.evidence : [];
  return evidence.reduce(
    (refusal, span) => refusal ?? checkSpan(span, texts.source, "source"),
    checkSpan(mark.span, text, of),
  );
}

export const SIDES: readonly Verdict[] = ["first", "second", "tie"];

export const verdictFits = (mode: Protocol["mode"], verdict: Verdict): boolean =>
  verdict === "cannot-judge" || SIDES.includes(verdict) === (mode === "side-by-side");

/** Why a change can never be part of the reading of this case; what is only unfinished is no reason. */
export function checkChange(change: AssessmentChange, rules: Rules, texts: CaseTexts): Refusal | null {
  if (texts.note === "" || texts.source === "") {
    return { reason: "The text of this case was erased.", remedy: "Nothing is left to do; go on with the next case." };
  }
  if (change.noteDigest !== texts.noteDigest && change.noteDigest !== texts.otherNoteDigest) {
    return { reason: "It was made on another text than this case has.", remedy: "Open the case again and repeat it." };
  }
  const { body } = change;
  if (body.kind === "mark") return checkMark(body.mark, rules, texts);
  if (body.kind === "correct" && body.corrected !== null && !rules.corrections) {
    return { reason: "This round takes no corrections.", remedy: "Say it in the comment." };
  }
  if (body.kind === "verdict" && body.verdict !== null && !verdictFits(rules.mode, body.verdict)) {
    return { reason: `"${body.verdict}" is no verdict of this round.`, remedy: "Choose one of the verdicts shown." };
  }
  return null;
}
