import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import { type CaseFacts, createErrorFilter } from "@/domain/gates/case-facts";
import { CASE_FILTERS, type CaseFilter } from "@/domain/gates/case-filters";
import { answersThatCount, countWrong } from "@/domain/gates/settle-answers";
import type { Services } from "../context";
import { readRoundFacts } from "./read-case-facts";
import { type CampaignOf, listReviewers, readRule } from "./read-gate-campaign";
import { requireClosed } from "./require-shown";

export type CasesAsked = {
  found: CaseFilter;
  severity: "any" | "major";
  type: string | null;
  severityId: string | null;
  section: string | null;
  arm: string | null;
  kind: ReviewerKind | null;
  offset: number;
  limit: number;
};

export type ListedCase = {
  caseId: string;
  item: string;
  section: string | null;
  arm: string | null;
  /** Counts as wrong in the rate that was asked for; null where nobody could judge it. */
  wrong: boolean | null;
  /** Types of the errors that count, each once. */
  types: string[];
  omissions: number;
  readings: number;
  marked: number;
  settled: boolean;
};

const meanOf = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, each) => sum + each, 0) / values.length;

/** The cases behind a number of a closed round, without who said what. */
export async function listCases(
  services: Pick<Services, "db" | "sql">,
  of: CampaignOf,
  asked: CasesAsked,
): Promise<{ items: ListedCase[]; total: number }> {
  const row = await requireClosed(services.db, of);
  const [reviewers, { rule }] = await Promise.all([listReviewers(services.db, of), readRule(services.db, row)]);
  const { kind, section, arm, found, offset, limit } = asked;
  const facts = await readRoundFacts(services, of, reviewers, { kind, bySentence: false });
  const { severity, type, severityId } = asked;
  const filter = { severity, ...(type ? { type } : {}), ...(severityId ? { severityId } : {}) };
  const taker = createErrorFilter(filter, row.protocol);
  const judge = (each: CaseFacts) => countWrong(each, taker, { unit: "note", readings: rule.readings });
  const among = facts.sample.filter(
    (each) => (section === null || each.section === section) && (arm === null || each.arm === arm),
  );
  const shown = among.filter((each) => CASE_FILTERS[found](each, judge(each)));
  const items = shown.slice(offset, offset + limit).map((each): ListedCase => {
    const answers = answersThatCount(each);
    const taken = answers.flatMap(({ errors }) => errors.filter(taker.takes));
    const counted = judge(each);
    return {
      ...{ caseId: each.id, item: each.item, section: each.section, arm: each.arm },
      wrong: counted && counted.wrong > 0,
      types: [...new Set(taken.flatMap((mark) => (mark.type === null ? [] : [mark.type])))],
      omissions: meanOf(answers.map(({ omissions }) => omissions)),
      readings: each.readings.length,
      marked: each.readings.filter(({ answer }) => answer.judged && answer.marked).length,
      settled: each.settled !== null,
    };
  });
  return { items, total: shown.length };
}
