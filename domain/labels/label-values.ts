import type { LabelMapping } from "./label-mapping";

export type Said = "positive" | "negative" | "cannot-judge";

const WORDS: Readonly<Record<Said, readonly string[]>> = {
  positive: ["1", "true", "yes", "y", "positive", "error", "marked", "hallucination", "hallucinated"],
  negative: ["0", "false", "no", "n", "negative", "ok", "clean", "none", "not hallucinated"],
  "cannot-judge": ["cannot-judge", "cannot judge", "cannot tell", "?"],
};

const plain = (text: string): string => text.trim().toLowerCase();

function wordOf(text: string): Said | null {
  const said = (["positive", "negative", "cannot-judge"] as const).find((each) => WORDS[each].includes(plain(text)));
  return said ?? null;
}

/** Equal as text, or as numbers: `1` and `1.0` are one value. */
function same(one: string, other: string): boolean {
  if (plain(one) === plain(other)) return true;
  return one.trim() !== "" && other.trim() !== "" && Number(one) === Number(other);
}

/**
 * Reads values of a file. Where the positive value is named, the one other value that the file has is negative; with
 * more than one it must be a known word or be named, so that a slip of the pen counts as nothing.
 */
export function createLabelReader(
  values: ReadonlySet<string>,
  { positive, negative }: Pick<LabelMapping, "positive" | "negative">,
): (value: string) => Said | null {
  const isOf = (named: readonly string[], value: string) => named.some((each) => same(each, value));
  const rest = [...values].filter(
    (value) => !isOf(positive, value) && !isOf(negative, value) && wordOf(value) !== "cannot-judge",
  );
  const onlyOther = positive.length > 0 && negative.length === 0 && new Set(rest.map(plain)).size === 1;
  return (value) => {
    if (isOf(positive, value)) return "positive";
    if (isOf(negative, value)) return "negative";
    if (onlyOther && wordOf(value) !== "cannot-judge") return "negative";
    const word = Number.isFinite(Number(value)) && value.trim() !== "" ? wordOf(String(Number(value))) : wordOf(value);
    if (word === "positive" && positive.length > 0) return null;
    return word === "negative" && negative.length > 0 ? null : word;
  };
}
