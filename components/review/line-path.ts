export type Box = { left: number; right: number; top: number; bottom: number };

const MOST_OF_LINE = 14;
const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

/** From the left of the mark to the end of the turn; what is scrolled out of sight is met at the column's edge. */
export function linePath(mark: Box, turn: Box, around: { source: Box; note: Box; frame: Box }): string {
  const { source, note, frame } = around;
  const fromY =
    clamp(mark.top + Math.min((mark.bottom - mark.top) / 2, MOST_OF_LINE), note.top, note.bottom) - frame.top;
  const toY =
    clamp(turn.top + Math.min((turn.bottom - turn.top) / 2, MOST_OF_LINE), source.top, source.bottom) - frame.top;
  const from = clamp(mark.left, note.left, note.right) - frame.left - 4;
  const to = clamp(turn.right, source.left, source.right) - frame.left;
  const middle = (from + to) / 2;
  const at = (value: number) => Math.round(value * 10) / 10;
  return `M${at(from)} ${at(fromY)} C${at(middle)} ${at(fromY)} ${at(middle)} ${at(toY)} ${at(to)} ${at(toY)}`;
}
