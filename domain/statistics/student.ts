import { type Ends, isConstant, mean, sampleDeviation } from "./moments";
import { studentQuantile, studentTwoSidedP } from "./special-functions";

export type StudentTest = Ends & { difference: number; t: number; df: number; p: number };

function test(difference: number, error: number, df: number, level: number): StudentTest {
  const half = studentQuantile((1 + level) / 2, df) * error;
  const t = difference / error;
  return { difference, t, df, p: studentTwoSidedP(t, df), low: difference - half, high: difference + half };
}

/** Student's paired t over differences; null below two of them or where all are equal. */
export function pairedT(differences: ArrayLike<number>, level: number): StudentTest | null {
  if (differences.length < 2 || isConstant(differences)) return null;
  const error = sampleDeviation(differences) / Math.sqrt(differences.length);
  return test(mean(differences), error, differences.length - 1, level);
}

/** Welch's t of first minus second, for values that have no partners; degrees of freedom by Satterthwaite. */
export function welchT(first: ArrayLike<number>, second: ArrayLike<number>, level: number): StudentTest | null {
  if (first.length < 2 || second.length < 2) return null;
  const [one, other] = [sampleDeviation(first) ** 2 / first.length, sampleDeviation(second) ** 2 / second.length];
  if (isConstant(first) && isConstant(second)) return null;
  const df = (one + other) ** 2 / (one ** 2 / (first.length - 1) + other ** 2 / (second.length - 1));
  return test(mean(first) - mean(second), Math.sqrt(one + other), df, level);
}

/** Mean difference in standard deviations of the differences; null where they do not spread. */
export function cohenDz(differences: ArrayLike<number>): number | null {
  if (differences.length < 2 || isConstant(differences)) return null;
  return mean(differences) / sampleDeviation(differences);
}

/** Hedges' correction of a paired effect for few values: J = 1 - 3 / (4 df - 1). */
export function hedgesG(dz: number, n: number): number | null {
  return n > 2 ? dz * (1 - 3 / (4 * (n - 1) - 1)) : null;
}
