import { formatCounted, formatNumber, UNIT_SPACE } from "../format/number";
import type { PairPreference } from "./compute-preferences";

type Said = { preferred: string | null; sentence: string };

/** Called only where the interval of the decided cases leaves an even share out. */
export function sayPreference({ arms, tiesLeftOut }: Pick<PairPreference, "arms" | "tiesLeftOut">): Said {
  const [one, other] = arms;
  const open = `Readers show no preference between ${one} and ${other}`;
  if (tiesLeftOut.state === "undefined") return { preferred: null, sentence: `${open}: ${tiesLeftOut.reason}` };
  const { interval } = tiesLeftOut;
  if (interval && interval.low > 0.5) return { preferred: one, sentence: `Readers prefer ${one} to ${other}` };
  if (interval && interval.high < 0.5) return { preferred: other, sentence: `Readers prefer ${other} to ${one}` };
  return { preferred: null, sentence: interval ? open : `${open} that an interval could bear out` };
}

/** "exact two-sided sign test over 40 decided cases: p = 0.0022"; the reason where there is none. */
export function saySignTest({ signTest }: Pick<PairPreference, "signTest">): string {
  const { n, unit } = signTest;
  if (signTest.state === "undefined") return `no sign test: ${signTest.reason}`;
  const p = ["p", "=", formatNumber(signTest.value)].join(UNIT_SPACE);
  return `exact two-sided sign test over ${formatCounted(n, `decided ${unit}`)}: ${p}`;
}
