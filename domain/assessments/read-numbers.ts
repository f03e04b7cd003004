const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ORDINALS: Readonly<Record<string, number>> = {
  ...{ first: 1, second: 2, third: 3, fifth: 5, eighth: 8, ninth: 9, twelfth: 12, twentieth: 20, thirtieth: 30 },
  ...{ once: 1, twice: 2, couple: 2, both: 2, half: 0.5, dozen: 12, oh: 0, a: 1, an: 1 },
};
const MONTHS = "january february march april may june july august september october november december".split(" ");

const UNITS = new Map<string, number>([
  ...SMALL.map((word, value) => [word, value] as const),
  ...SMALL.map((word, value) => [`${word}th`, value] as const),
  ...TENS.map((word, at) => [word, (at + 2) * 10] as const),
  ...Object.entries(ORDINALS),
]);

const WEAK = new Set(["a", "an", "oh"]);
const SCALES = new Map([
  ["hundred", 100],
  ["thousand", 1_000],
  ["million", 1_000_000],
]);

/** Digits of any script as those of ASCII. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return code < 128 ? digit : String(code - zero);
  });
}

/** `2,500` and `007` as 2500 and 7. */
export const plainNumber = (text: string): string => String(Number(text.replaceAll(",", "")));

/** What a run of number words can mean: `nineteen ninety eight`, `one twenty`, `two point five`, `two thousand nine`. */
function meaningsOf(words: readonly string[]): string[] {
  const found: string[] = [];
  let [sum, group, digits, tail] = [0, 0, "", ""];
  let pointed = false;
  for (const word of words) {
    const scale = SCALES.get(word);
    const value = UNITS.get(word);
    if (word === "point") pointed = true;
    else if (scale && scale > 100) [sum, group] = [sum + Math.max(group, 1) * scale, 0];
    else if (scale) {
      group = Math.max(group, 1) * scale;
      found.push(String(sum + group));
    } else if (value !== undefined && pointed) tail += String(value);
    else if (value !== undefined) {
      found.push(String(value));
      const joins = group % 100 === 0 || (group % 10 === 0 && value < 10 && group % 100 >= 20);
      digits =
        joins && group > 0 && group < 100
          ? digits.slice(0, -String(group).length) + String(group + value)
          : digits + value;
      group = joins ? group + value : value;
      found.push(String(group), String(sum + group));
    }
  }
  found.push(String(sum + group));
  if (digits !== "") found.push(String(Number(digits)));
  if (pointed) found.push(`${sum + group}.${tail}`, `${Number(digits || "0")}.${tail}`);
  return found;
}

/** Every number that a text says, in digits, in words, as a month or as the last two digits of a year. */
export function readNumbers(text: string): Set<string> {
  const plain = plainDigits(text).toLowerCase();
  const found = new Set<string>();
  for (const [digits] of plain.matchAll(/\d+(?:,\d{3})*(?:\.\d+)?/g)) found.add(plainNumber(digits));
  let run: string[] = [];
  const close = () => {
    if (run.some((word) => !WEAK.has(word) && word !== "and")) for (const each of meaningsOf(run)) found.add(each);
    run = [];
  };
  for (const [word] of plain.matchAll(/[a-z]+|[^\sa-z-]+/g)) {
    const isNumber = UNITS.has(word) || SCALES.has(word) || word === "point" || (word === "and" && run.length > 0);
    if (isNumber) run.push(word);
    else close();
    if (MONTHS.includes(word)) found.add(String(MONTHS.indexOf(word) + 1));
  }
  close();
  for (const each of [...found]) if (/^(?:19|20)\d\d$/.test(each)) found.add(String(Number(each) % 100));
  return found;
}
