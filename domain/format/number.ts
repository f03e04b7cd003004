const MINUS = "\u2212";
/** Between a number and its unit; a line never breaks there. */
export const UNIT_SPACE = "\u00a0";

const THOUSANDS = [
  { from: 1e9, sign: "B" },
  { from: 1e6, sign: "M" },
  { from: 1e3, sign: "k" },
];

export function withMinus(text: string): string {
  return text.startsWith("-") ? MINUS + text.slice(1) : text;
}

function nameNonFinite(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "∞" : `${MINUS}∞`;
}

/** Three significant digits: 0.0123, 4.56, 135 M, 5.00e-5. */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return nameNonFinite(value);
  if (value === 0) return "0";
  const size = Math.abs(Number(value.toPrecision(digits)));
  if (size >= 1e12 || size < 1e-4) return withMinus(value.toExponential(digits - 1));
  for (const { from, sign } of THOUSANDS) {
    if (size >= from) return withMinus(significant(value / from, digits)) + UNIT_SPACE + sign;
  }
  return withMinus(significant(value, digits));
}

/** toPrecision without its exponents; an integer below 1,000 keeps no empty decimals. */
function significant(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits));
  if (Number.isInteger(value) && Math.abs(value) < 10 ** digits) return String(value);
  const whole = Math.floor(Math.log10(Math.abs(rounded))) + 1;
  return rounded.toFixed(Math.max(0, digits - whole));
}

/** Counts are exact: 12,041. */
export function formatCount(value: number): string {
  if (!Number.isFinite(value)) return nameNonFinite(value);
  return withMinus(value.toLocaleString("en-GB", { maximumFractionDigits: 0 }));
}

/** Every digit, as it is copied into another program. */
export function formatExact(value: number): string {
  return String(value);
}

const pluralOf = (noun: string) => (noun.startsWith("pair of ") ? noun.replace("pair", "pairs") : `${noun}s`);

/** "1 note", "2 notes"; irregular plurals are given. */
export function formatCounted(value: number, noun: string, plural = pluralOf(noun)): string {
  return `${formatCount(value)}${UNIT_SPACE}${value === 1 ? noun : plural}`;
}
