export type Piece = { text: string; match: boolean };

/** The text cut at each occurrence of the query, in any case. */
export function splitMatches(text: string, query: string): Piece[] {
  if (query === "") return [{ text, match: false }];
  const pieces: Piece[] = [];
  const hay = text.toLowerCase();
  const needle = query.toLowerCase();
  // Lower-casing may change the length of a text; then the places no longer fit.
  if (hay.length !== text.length) return [{ text, match: false }];
  let at = 0;
  for (let found = hay.indexOf(needle); found >= 0; found = hay.indexOf(needle, at)) {
    if (found > at) pieces.push({ text: text.slice(at, found), match: false });
    pieces.push({ text: text.slice(found, found + needle.length), match: true });
    at = found + needle.length;
  }
  if (at < text.length || pieces.length === 0) pieces.push({ text: text.slice(at), match: false });
  return pieces;
}
