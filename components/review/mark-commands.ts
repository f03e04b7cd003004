import type { ChangeBody } from "@/domain/assessments/assessment-change";
import type { Mark, Span } from "@/domain/assessments/mark";
import { missingFields } from "@/domain/assessments/missing-fields";
import type { Command, Desk, Outcome } from "./desk-state";
import { errorsOf, markAt, sameSpan, turnNumbers } from "./mark-places";
import { describeMark } from "./mark-words";

export const currentMark = ({ state }: Desk): Mark | null =>
  state.log.draft.marks.find(({ id }) => id === state.mark) ?? null;

function cursorSpan({ state, review }: Desk): Span | null {
  const place = state.range ?? review.note.sentences[state.at];
  return place ? { start: place.start, end: place.end } : null;
}

/** Marks as they stand once `bodies` were said. */
function marksAfter({ state }: Desk, bodies: readonly ChangeBody[]): Mark[] {
  const left = new Map(state.log.draft.marks.map((mark) => [mark.id, mark]));
  for (const body of bodies) {
    if (body.kind === "mark") left.set(body.mark.id, body.mark);
    if (body.kind === "unmark") left.delete(body.markId);
  }
  return [...left.values()];
}

/** A verdict that the marks no longer bear out, or that one of them is too bare for, is taken back with the change. */
export function keepVerdictTrue(desk: Desk, bodies: ChangeBody[]): ChangeBody[] {
  const { draft } = desk.state.log;
  const { verdict } = draft;
  if (verdict !== "clean" && verdict !== "marked") return bodies;
  const marks = marksAfter(desk, bodies);
  const errors = errorsOf(marks).length;
  const untrue = verdict === "clean" ? errors > 0 : errorsOf(draft.marks).length > 0 && errors === 0;
  const bare = missingFields({ ...draft, marks }, desk.protocol).length > 0;
  return untrue || bare ? [...bodies, { kind: "verdict", verdict: null, reason: null, strength: null }] : bodies;
}

export function newMark(desk: Desk, kind: Mark["kind"], span: Span, type: string | null = null): Mark {
  return { id: desk.newId(), kind, span, type, severity: null, evidence: null, comment: "" };
}

/** With what it does to the verdict, which is heard as well. */
function say(desk: Desk, body: ChangeBody, words: string): Pick<Outcome, "bodies" | "say"> {
  const bodies = keepVerdictTrue(desk, [body]);
  return { bodies, say: bodies.length > 1 ? `${words} Your verdict is taken back: save the case again.` : words };
}

export function putMark(desk: Desk, mark: Mark): Outcome {
  return {
    ...say(desk, { kind: "mark", mark }, describeMark(mark, desk.protocol, desk.review)),
    state: { mark: mark.id, range: null, anchor: null },
  };
}

export const removeMark =
  (id?: string): Command =>
  (desk) => {
    const gone = desk.state.log.draft.marks.find((mark) => mark.id === (id ?? desk.state.mark));
    if (!gone) return { say: "There is no mark here to remove." };
    const left = desk.state.log.draft.marks.filter((mark) => mark !== gone);
    return {
      ...say(desk, { kind: "unmark", markId: gone.id }, "Mark removed."),
      state: { mark: markAt(left, desk.review.note.sentences[desk.state.at]), tool: "note", typed: "" },
    };
  };

/** Space: the selection, or the sentence at the cursor; the same span again takes its mark off. */
export const markHere: Command = (desk) => {
  const span = cursorSpan(desk);
  if (!span) return {};
  const same = desk.state.log.draft.marks.find((mark) => mark.kind === "error" && sameSpan(mark.span, span));
  return same ? removeMark(same.id)(desk) : putMark(desk, newMark(desk, "error", span));
};

/** A type for the mark at the cursor; where there is none, the span is marked with it. */
export const giveType =
  (index: number): Command =>
  (desk) => {
    const type = desk.protocol.taxonomy.types[index];
    if (!type) return { say: `There is no type ${index + 1}.` };
    const mark = desk.state.range ? null : currentMark(desk);
    if (mark?.kind === "omission") return { say: "An omission has no type." };
    if (mark) return putMark(desk, { ...mark, type: type.id });
    const span = cursorSpan(desk);
    return span ? putMark(desk, newMark(desk, "error", span, type.id)) : {};
  };

/** From the mildest on, or with shift from the worst on. */
export const nextSeverity =
  (direction: 1 | -1): Command =>
  (desk) => {
    const mark = currentMark(desk);
    if (!mark) return { say: "Mark something first: Space." };
    const ids = desk.protocol.severities.map(({ id }) => id);
    const now = mark.severity === null ? -1 : ids.indexOf(mark.severity);
    const first = direction === 1 ? 0 : ids.length - 1;
    const next = now < 0 ? first : (now + direction + ids.length) % ids.length;
    return putMark(desk, { ...mark, severity: ids[next] ?? null });
  };

export const giveSeverity =
  (id: string): Command =>
  (desk) => {
    const mark = currentMark(desk);
    return mark ? putMark(desk, { ...mark, severity: id }) : { say: "Mark something first: Space." };
  };

export const commentMark =
  (comment: string): Command =>
  (desk) => {
    const mark = currentMark(desk);
    return mark ? putMark(desk, { ...mark, comment }) : {};
  };

/** Links a place of the source to the mark, or takes the link away again. */
export const toggleEvidence =
  (place: Span): Command =>
  (desk) => {
    const mark = currentMark(desk);
    if (mark?.kind !== "error") return { say: "Mark a sentence first; then link where the source says otherwise." };
    const linked = mark.evidence === "none" || mark.evidence === null ? [] : mark.evidence;
    const without = linked.filter((span) => !sameSpan(span, place));
    const next = without.length < linked.length ? without : [...linked, place];
    next.sort((a, b) => a.start - b.start);
    const outcome = putMark(desk, { ...mark, evidence: next.length > 0 ? next : null });
    const [number] = turnNumbers(desk.review.source.turns, [place]);
    return {
      ...outcome,
      say: `Source ${number ?? ""} ${next.length > linked.length ? "linked" : "no longer linked"}.`,
    };
  };

export const noEvidence: Command = (desk) => {
  const mark = currentMark(desk);
  if (mark?.kind !== "error") return { say: "Mark a sentence first." };
  const outcome = putMark(desk, { ...mark, evidence: "none" });
  return {
    ...outcome,
    state: { ...outcome.state, tool: "note", typed: "" },
    say: "Looked for in the source and not found.",
  };
};

/** What the source says and the note does not; the same place again takes it off. */
export const toggleOmission =
  (place: Span): Command =>
  (desk) => {
    const same = desk.state.log.draft.marks.find((mark) => mark.kind === "omission" && sameSpan(mark.span, place));
    return same ? removeMark(same.id)(desk) : putMark(desk, newMark(desk, "omission", place));
  };
