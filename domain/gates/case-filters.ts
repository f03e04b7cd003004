import type { CaseFacts } from "./case-facts";
import { answersThatCount } from "./settle-answers";

export const CASE_FILTER_NAMES = [
  "all",
  "wrong",
  "clean",
  "omissions",
  "tied",
  "settled",
  "unread",
  "incomplete",
  "cannot-judge",
  "late",
] as const;
export type CaseFilter = (typeof CASE_FILTER_NAMES)[number];

type Counted = { wrong: number; tied: boolean } | null;

/** Which cases stand behind a number, counted as the number counts them. */
export const CASE_FILTERS: Readonly<Record<CaseFilter, (facts: CaseFacts, counted: Counted) => boolean>> = {
  all: () => true,
  wrong: (_, counted) => counted !== null && counted.wrong > 0,
  clean: (_, counted) => counted !== null && counted.wrong === 0,
  omissions: (facts) => answersThatCount(facts).some(({ omissions }) => omissions > 0),
  tied: (_, counted) => counted?.tied === true,
  settled: ({ settled }) => settled !== null,
  unread: (_, counted) => counted === null,
  incomplete: ({ readings, planned }) => readings.length > 0 && readings.length < planned,
  "cannot-judge": ({ readings }) => readings.some(({ answer }) => !answer.judged),
  late: ({ readings }) => readings.some(({ late }) => late),
};
