import type { Command, Desk, Outcome } from "./desk-state";
import { currentMark, toggleEvidence, toggleOmission } from "./mark-commands";
import { spanAt } from "./mark-places";

/** E: the source is chosen from by number, by arrows and Space, or by clicks, until Enter. */
export const openEvidence: Command = (desk) => {
  const mark = currentMark(desk);
  if (mark?.kind !== "error") return { say: "Mark a sentence first: Space or the number of a type." };
  if (desk.state.sourceRange) return { ...toggleEvidence(desk.state.sourceRange)(desk) };
  const [first] = mark.evidence === "none" || mark.evidence === null ? [] : mark.evidence;
  const turn = first ? spanAt(desk.review.source.turns, first.start) : desk.state.turn;
  return {
    state: { tool: "evidence", turn, typed: "" },
    say: "Link the source: a turn's number, or arrows and Space. N: not in the source. Enter: done.",
  };
};

/** +: what the source says and the note leaves out. */
export const openOmission: Command = (desk) => {
  if (!desk.protocol.omissions) return { say: "This round does not ask for omissions." };
  if (desk.state.sourceRange) return toggleOmission(desk.state.sourceRange)(desk);
  return {
    state: { tool: "omission", typed: "", mark: null, range: null },
    say: "What is missing from the note? A turn's number, or arrows and Space. Enter: done.",
  };
};

const chooseWith = (desk: Desk, index: number): Outcome => {
  const turn = desk.review.source.turns[index];
  if (!turn) return { state: { typed: "" }, say: `The source has no ${index + 1}.` };
  const place = { start: turn.start, end: turn.end };
  const outcome = desk.state.tool === "omission" ? toggleOmission(place)(desk) : toggleEvidence(place)(desk);
  return { ...outcome, state: { ...outcome.state, tool: desk.state.tool, turn: index, typed: "" } };
};

/** Space or a click; without the tool, a click links to the mark at the cursor. */
export const chooseTurn =
  (index?: number): Command =>
  (desk) => {
    if (desk.state.tool === "note" && !currentMark(desk)) return { state: { turn: index ?? desk.state.turn } };
    return chooseWith(desk, index ?? desk.state.turn);
  };

/** A number is chosen as soon as no longer one can begin with it; until then Enter or Space ends it. */
export const typeDigit =
  (digit: number): Command =>
  (desk) => {
    const number = Number(`${desk.state.typed}${digit}`);
    const { length } = desk.review.source.turns;
    if (number < 1 || number > length) return { state: { typed: "" }, say: `The source has no ${number}.` };
    if (number * 10 > length) return chooseWith(desk, number - 1);
    return {
      state: { typed: String(number), turn: number - 1 },
      say: `${number} …: one more digit, or Space for source ${number}.`,
    };
  };

export const endTyping: Command = (desk) =>
  desk.state.typed === "" ? {} : chooseWith(desk, Number(desk.state.typed) - 1);

export const closeSource: Command = () => ({ state: { tool: "note", typed: "" }, say: "Back to the note." });

export const selectSource =
  (start: number, end: number): Command =>
  ({ review }) => ({ state: { sourceRange: { start, end }, turn: spanAt(review.source.turns, start) } });
