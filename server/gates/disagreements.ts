import type { Verdict } from "@/domain/assessments/mark";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import type { CaseFacts } from "@/domain/gates/case-facts";
import { compareReadings, type Difference } from "@/domain/gates/compare-readings";
import type { Services } from "../context";
import { readRoundFacts } from "./read-case-facts";
import { type CampaignOf, listReviewers } from "./read-gate-campaign";
import { requireClosed } from "./require-shown";

export const DISAGREEMENT_FILTERS = ["open", "settled", "all"] as const;

export type Disagreement = {
  caseId: string;
  section: string | null;
  arm: string | null;
  differs: Difference[];
  settled: boolean;
  readings: { reviewer: { id: string; name: string }; verdict: Verdict; errors: number; omissions: number }[];
};

const verdictOf = ({ judged, marked }: CaseFacts["readings"][number]["answer"]): Verdict =>
  judged ? (marked ? "marked" : "clean") : "cannot-judge";

type Asked = {
  which: (typeof DISAGREEMENT_FILTERS)[number];
  differs: Difference | null;
  kind: ReviewerKind | null;
  offset: number;
  limit: number;
};

/** Cases that readers differ on, those whose verdicts differ first; only of a closed round. */
export async function listDisagreements(
  services: Pick<Services, "db" | "sql">,
  of: CampaignOf,
  { which, differs, kind, offset, limit }: Asked,
): Promise<{ items: Disagreement[]; total: number; open: number; settled: number }> {
  await requireClosed(services.db, of);
  const reviewers = await listReviewers(services.db, of);
  const names = new Map(reviewers.map(({ id, name }) => [id, name]));
  const facts = await readRoundFacts(services, of, reviewers, { kind, bySentence: false });
  const found = facts.sample.flatMap((each) => {
    const differences = each.readings.length < 2 ? [] : compareReadings(each.readings);
    return differences.length === 0 || (differs && !differences.includes(differs)) ? [] : [{ each, differences }];
  });
  const isSettled = ({ each }: (typeof found)[number]) => each.settled !== null;
  const settled = found.filter(isSettled).length;
  const shown = found.filter((each) => which === "all" || isSettled(each) === (which === "settled"));
  const grave = ({ differences }: (typeof found)[number]) =>
    differences.includes("verdict") || differences.includes("judged") ? 0 : 1;
  shown.sort((one, other) => grave(one) - grave(other) || (one.each.id < other.each.id ? -1 : 1));
  const items = shown.slice(offset, offset + limit).map(({ each, differences }): Disagreement => {
    const readings = each.readings.map(({ reviewerId, answer }) => ({
      reviewer: { id: reviewerId, name: names.get(reviewerId) ?? "" },
      verdict: verdictOf(answer),
      errors: answer.errors.length,
      omissions: answer.omissions,
    }));
    const { id, section, arm } = each;
    return { caseId: id, section, arm, differs: differences, settled: each.settled !== null, readings };
  });
  return { items, total: shown.length, open: found.length - settled, settled };
}
