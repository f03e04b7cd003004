/** What Python's `str.split` takes for white space. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are white space there.
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: every character of ASCII.
const PLAIN = /^[\x00-\x7f]*$/;

/** Cherokee folds to its capitals, and the dotless i has none of its own. */
function foldCharacter(character: string): string {
  if (character === "ı") return character;
  const upper = character.toLowerCase().toUpperCase();
  return upper >= "Ꭰ" && upper <= "Ᏽ" && upper.length === 1 ? upper : upper.toLowerCase().replace("ς", "σ");
}

/**
 * A text without regard to case, width of characters and white space: what the hash of a source is taken of
 * (runners/text/normal_form.py, `text_hash`).
 */
export function foldText(text: string): string {
  const folded = PLAIN.test(text) ? text.toLowerCase() : [...text.normalize("NFKC")].map(foldCharacter).join("");
  return folded.split(SPACE).filter(Boolean).join(" ");
}
