export type SourcedPart = { text: string; sourced: boolean };

/** Words that carry no claim of their own. */
const LITTLE = new Set(
  "a an and are as at be by did do does for from had has have her his in is it its of on or she he so that the their them they this to was were will with no not patient doctor".split(
    " ",
  ),
);

const WORD = /[\p{L}\p{N}]+(?:[.'’-][\p{L}\p{N}]+)*/gu;
const normal = (word: string) => word.toLowerCase().replaceAll("’", "'");

/** The same word in another form: "coughs" of "cough", "wheezing" of "wheezes". */
const stem = (word: string) =>
  /\d/.test(word) || word.length < 5 ? word : word.replace(/(ing|ies|ers|er|ed|es|s|e|y)$/, "");

/**
 * A text cut where its words are not in the source. A dialogue and a note share no order, so a diff of the two marks
 * nearly everything; this marks what nobody said, by word alone, and proves nothing either way.
 */
export function splitBySource(source: string, text: string): SourcedPart[] {
  const said = new Set<string>();
  for (const [word] of source.matchAll(WORD)) said.add(stem(normal(word)));
  const parts: SourcedPart[] = [];
  const put = (piece: string, sourced: boolean) => {
    if (piece === "") return;
    const before = parts.at(-1);
    if (before && before.sourced === sourced) before.text += piece;
    else parts.push({ text: piece, sourced });
  };
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    put(text.slice(end, match.index), true);
    const word = normal(match[0]);
    put(match[0], LITTLE.has(word) || said.has(stem(word)));
    end = match.index + match[0].length;
  }
  put(text.slice(end), true);
  return parts;
}
