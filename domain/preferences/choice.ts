import type { STRENGTHS, Verdict } from "../assessments/mark";
import { unswapVerdict } from "../assessments/unswap-verdict";

export const CHOICES = ["first", "tie", "second"] as const;
export type Choice = (typeof CHOICES)[number];

export type ChoiceReading = {
  reviewerId: string;
  /** About the first and the second arm of the pair, wherever they stood; null where it could not be judged. */
  choice: Choice | null;
  /** About the places on the screen. */
  shown: Choice | null;
  /** The second arm stood first. */
  swapped: boolean;
  strength: (typeof STRENGTHS)[number] | null;
  late: boolean;
};

/** Two notes of one source that readers of one kind chose between. */
export type ChoiceCase = {
  id: string;
  /** Patient or document. */
  group: string;
  weight: number;
  /** Readings that it was to have. */
  planned: number;
  readings: readonly ChoiceReading[];
};

export type ArmPair = [string, string];

const choiceOf = (verdict: Verdict): Choice | null => CHOICES.find((each) => each === verdict) ?? null;

/** What was chosen, as shown and about the pair. `turned`: the case holds the pair's second arm first. */
export function orientChoice(
  { verdict, swapped }: { verdict: Verdict; swapped: boolean },
  turned: boolean,
): Pick<ChoiceReading, "choice" | "shown" | "swapped"> {
  const secondStoodFirst = swapped !== turned;
  return {
    choice: choiceOf(unswapVerdict(verdict, secondStoodFirst)),
    shown: choiceOf(verdict),
    swapped: secondStoodFirst,
  };
}

export type SettledChoice = {
  choice: Choice;
  /** Readers differ, and no answer has more than half of them. */
  split: boolean;
};

/** What more than half of those who judged chose; a tie where no answer has that many. Null where nobody judged. */
export function settleChoice(readings: readonly ChoiceReading[]): SettledChoice | null {
  const chosen = readings.flatMap(({ choice }) => choice ?? []);
  if (chosen.length === 0) return null;
  const most = CHOICES.find((each) => 2 * chosen.filter((choice) => choice === each).length > chosen.length);
  return most ? { choice: most, split: false } : { choice: "tie", split: true };
}
