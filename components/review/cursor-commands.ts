import type { Command, Desk, DeskState, Outcome } from "./desk-state";
import { errorsOf, markAt, omissionsOf, sameSpan, spanAt } from "./mark-places";
import { describeMark } from "./mark-words";
import { isRightToLeft, wordEdges } from "./word-steps";

const clamp = (value: number, most: number) => Math.min(Math.max(value, 0), Math.max(most, 0));

export function goTo(desk: Desk, at: number): Outcome {
  const { sentences } = desk.review.note;
  const next = clamp(at, sentences.length - 1);
  const mark = markAt(desk.state.log.draft.marks, sentences[next]);
  return { state: { at: next, mark, range: null, anchor: null, tool: "note", typed: "" } };
}

/** Headings are passed over: they count in no rate, and can be clicked. */
export const moveBy =
  (direction: 1 | -1): Command =>
  (desk) => {
    const { sentences } = desk.review.note;
    let at = desk.state.at + direction;
    while (sentences[at]?.kind === "heading") at += direction;
    return goTo(desk, sentences[at] ? at : desk.state.at);
  };

export const moveTo =
  (sentence: number): Command =>
  (desk) =>
    goTo(desk, sentence);

export const moveTurn =
  (turns: number): Command =>
  ({ state, review }) => ({ state: { turn: clamp(state.turn + turns, review.source.turns.length - 1), typed: "" } });

const inOrder = (one: number, other: number) => ({ start: Math.min(one, other), end: Math.max(one, other) });

/** A selection grows and shrinks at one end; the other stays where it began. */
function extendTo(state: DeskState, anchor: number, focus: number): Partial<DeskState> {
  if (anchor === focus) return { range: null, anchor: null };
  return { anchor, range: inOrder(anchor, focus), mark: null, tool: state.tool };
}

const focusOf = ({ range, anchor }: DeskState): number | null =>
  range === null || anchor === null ? null : range.start === anchor ? range.end : range.start;

/** Shift and an arrow: word by word from the beginning of the sentence; left and right as the note is written. */
export const extendByWord =
  (arrow: "left" | "right"): Command =>
  ({ state, review }) => {
    const sentence = review.note.sentences[state.at];
    if (!sentence) return {};
    const { text } = review.note;
    const onwards = (arrow === "right") !== isRightToLeft(text.slice(sentence.start, sentence.end));
    const anchor = state.anchor ?? (state.range ? state.range.start : null);
    const focus = focusOf({ ...state, anchor });
    const { starts, ends } = wordEdges(text, focus ?? sentence.start);
    if (anchor === null || focus === null) {
      const start = starts.find((edge) => edge >= sentence.start) ?? sentence.start;
      const end = ends.find((edge) => edge > start) ?? sentence.end;
      return { state: { anchor: start, range: { start, end }, mark: null } };
    }
    const edges = focus > anchor || (focus === anchor && onwards) ? [anchor, ...ends] : [...starts, anchor];
    edges.sort((a, b) => a - b);
    const next = onwards ? edges.find((edge) => edge > focus) : edges.findLast((edge) => edge < focus);
    return next === undefined ? {} : { state: extendTo(state, anchor, next) };
  };

/**
 * An arrow: a selection of the next word. Where nothing is selected it goes on from the mark at the cursor, else it
 * begins with the first word of the sentence, or backwards with its last.
 */
export const moveStartByWord =
  (arrow: "left" | "right"): Command =>
  ({ state, review }) => {
    const sentence = review.note.sentences[state.at];
    if (!sentence) return {};
    const { text } = review.note;
    const onwards = (arrow === "right") !== isRightToLeft(text.slice(sentence.start, sentence.end));
    const mark = state.log.draft.marks.find(({ id, kind }) => id === state.mark && kind === "error");
    // A mark of the whole sentence is no place in it.
    const within = mark && !sameSpan(mark.span, sentence) ? mark.span : null;
    const from =
      state.range?.start ??
      (onwards ? (within ? within.end - 1 : sentence.start - 1) : (within?.start ?? sentence.end));
    const { starts, ends } = wordEdges(text, from);
    const start = onwards ? starts.find((edge) => edge > from) : starts.findLast((edge) => edge < from);
    if (start === undefined) return {};
    const end = ends.find((edge) => edge > start) ?? start;
    return { state: { at: spanAt(review.note.sentences, start), anchor: start, range: { start, end }, mark: null } };
  };

export const extendBySentence =
  (direction: 1 | -1): Command =>
  ({ state, review }) => {
    const { sentences } = review.note;
    const anchor = state.anchor ?? state.range?.start ?? sentences[state.at]?.start;
    if (anchor === undefined) return {};
    const focus = focusOf({ ...state, anchor }) ?? anchor;
    const edges = direction === 1 ? sentences.map(({ end }) => end) : sentences.map(({ start }) => start);
    const next = direction === 1 ? edges.find((edge) => edge > focus) : edges.findLast((edge) => edge < focus);
    return next === undefined ? {} : { state: extendTo(state, anchor, next) };
  };

/** A selection by mouse or finger. */
export const selectRange =
  (start: number, end: number): Command =>
  ({ review }) => ({
    state: {
      at: spanAt(review.note.sentences, start),
      range: { start, end },
      anchor: start,
      mark: null,
      tool: "note",
      typed: "",
    },
  });

/** From mark to mark, through the note and then through what is missing from it. */
export const nextMark =
  (direction: 1 | -1): Command =>
  (desk) => {
    const { marks } = desk.state.log.draft;
    const all = [...errorsOf(marks), ...omissionsOf(marks)];
    if (all.length === 0) return { say: "Nothing is marked yet." };
    const now = all.findIndex(({ id }) => id === desk.state.mark);
    const mark = all[now < 0 ? (direction === 1 ? 0 : all.length - 1) : (now + direction + all.length) % all.length];
    return mark ? showMark(mark.id)(desk) : {};
  };

export const showMark =
  (id: string): Command =>
  ({ state, review, protocol }) => {
    const mark = state.log.draft.marks.find((one) => one.id === id);
    if (!mark) return {};
    const clear = { range: null, anchor: null, tool: "note" as const, typed: "", mark: id };
    const place =
      mark.kind === "error"
        ? { at: spanAt(review.note.sentences, mark.span.start) }
        : { turn: spanAt(review.source.turns, mark.span.start) };
    return { state: { ...clear, ...place }, say: describeMark(mark, protocol, review) };
  };
