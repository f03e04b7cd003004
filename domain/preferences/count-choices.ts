import { STRENGTHS } from "../assessments/mark";
import { type Choice, type ChoiceCase, settleChoice } from "./choice";

/** A case with what its readers came to. */
export type SettledCase = { group: string; weight: number; choice: Choice };

export type ChoiceCounts = {
  /** Of the sample; the next three are parts of it. */
  cases: number;
  /** Settled as a win or a tie. */
  judged: number;
  /** Read, and by nobody who could judge it. */
  cannotJudge: number;
  unread: number;
  /** Patients or documents of the cases that were judged. */
  groups: number;
  wins: [number, number];
  ties: number;
  /** Of the ties, those that no answer has more than half of the readers for. */
  split: number;
  /** With fewer readings than planned. */
  incomplete: number;
  readings: number;
  /** Readings that said they cannot judge. */
  readingsCannotJudge: number;
  /** Readings that arrived after the round was closed. */
  late: number;
};

export function settleCases(cases: readonly ChoiceCase[]): SettledCase[] {
  return cases.flatMap(({ group, weight, readings }) => {
    const settled = settleChoice(readings);
    return settled ? [{ group, weight, choice: settled.choice }] : [];
  });
}

export function countChoices(cases: readonly ChoiceCase[]): ChoiceCounts {
  const judged = settleCases(cases);
  const readings = cases.flatMap((each) => each.readings);
  const count = (choice: Choice) => judged.filter((each) => each.choice === choice).length;
  const unread = cases.filter((each) => each.readings.length === 0).length;
  return {
    cases: cases.length,
    judged: judged.length,
    cannotJudge: cases.length - judged.length - unread,
    unread,
    groups: new Set(judged.map(({ group }) => group)).size,
    wins: [count("first"), count("second")],
    ties: count("tie"),
    split: cases.filter((each) => settleChoice(each.readings)?.split).length,
    incomplete: cases.filter((each) => each.readings.length > 0 && each.readings.length < each.planned).length,
    readings: readings.length,
    readingsCannotJudge: readings.filter(({ choice }) => choice === null).length,
    late: readings.filter(({ late }) => late).length,
  };
}

export type StrengthCounts = Record<(typeof STRENGTHS)[number] | "unsaid", number>;

/** How much better each arm was called, by reading. */
export function countStrengths(cases: readonly ChoiceCase[]): [StrengthCounts, StrengthCounts] {
  const readings = cases.flatMap((each) => each.readings);
  const of = (side: Choice): StrengthCounts => {
    const count = (strength: (typeof STRENGTHS)[number] | null) =>
      readings.filter((each) => each.choice === side && each.strength === strength).length;
    const [slightly, clearly, much] = STRENGTHS;
    return { slightly: count(slightly), clearly: count(clearly), much: count(much), unsaid: count(null) };
  };
  return [of("first"), of("second")];
}
