import { readAnsi, type StyledText } from "./ansi";
import { splitMatches } from "./split-matches";

export type LinePart = StyledText & { key: string; match: boolean };

/** A line cut where its look changes: by the terminal's codes and by what was searched for. */
export function styleLine(text: string, query: string): LinePart[] {
  let at = 0;
  return readAnsi(text).flatMap((styled) =>
    splitMatches(styled.text, query).map((piece) => {
      const part = { ...styled, ...piece, key: `${at}` };
      at += piece.text.length;
      return part;
    }),
  );
}
