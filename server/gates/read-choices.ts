import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { assessment, assignment } from "@/db/schema/assessments";
import { campaignCase } from "@/db/schema/campaigns";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import { type ArmPair, type ChoiceCase, type ChoiceReading, orientChoice } from "@/domain/preferences/choice";
import type { LeftOut, PreferenceInput } from "@/domain/preferences/compute-preferences";
import { chooseKind } from "./read-case-facts";
import type { CampaignOf, listReviewers } from "./read-gate-campaign";

type Reviewers = Awaited<ReturnType<typeof listReviewers>>;

function readPairs(db: Database, { projectId, campaignId }: CampaignOf) {
  const c = campaignCase;
  return (
    db
      .select({
        ...{ id: c.id, kind: c.kind, group: c.groupKey, weight: c.weight, planned: c.readings },
        ...{ arm: c.arm, otherArm: c.otherArm },
        withdrawn: sql<boolean>`${c.withdrawnAt} is not null`,
      })
      .from(c)
      .where(and(eq(c.projectId, projectId), eq(c.campaignId, campaignId)))
      // What is resampled stands in one order, so that a result is the same whenever it is computed.
      .orderBy(asc(c.id))
  );
}

function readVerdicts(db: Database, { projectId, campaignId }: CampaignOf) {
  const a = assessment;
  return db
    .select({
      ...{ caseId: a.caseId, reviewerId: a.reviewerId, verdict: a.verdict, strength: a.strength, late: a.late },
      swapped: assignment.swapped,
    })
    .from(a)
    .innerJoin(assignment, and(eq(assignment.projectId, a.projectId), eq(assignment.id, a.assignmentId)))
    .where(and(eq(a.projectId, projectId), eq(a.campaignId, campaignId), a.current))
    .orderBy(asc(a.id));
}

type PairRow = Awaited<ReturnType<typeof readPairs>>[number];
type VerdictRow = Awaited<ReturnType<typeof readVerdicts>>[number];

const UNNAMED = "unnamed";

/** The same pair whichever arm a case holds first. */
function pairOf({ arm, otherArm }: PairRow): { arms: ArmPair; turned: boolean } {
  const [one, other] = [arm ?? UNNAMED, otherArm ?? UNNAMED];
  return one <= other ? { arms: [one, other], turned: false } : { arms: [other, one], turned: true };
}

function toCase(row: PairRow, given: readonly VerdictRow[]): ChoiceCase {
  const { turned } = pairOf(row);
  const { id, group, weight, planned } = row;
  const readings = given.map(({ reviewerId, strength, late, ...said }): ChoiceReading => {
    return { reviewerId, strength, late, ...orientChoice(said, turned) };
  });
  return { id, group, weight, planned, readings };
}

function countLeftOut(cases: readonly PairRow[]): Omit<LeftOut, "otherReaders"> {
  const standing = cases.filter(({ withdrawn }) => !withdrawn);
  const count = (kind: PairRow["kind"]) => standing.filter((row) => row.kind === kind).length;
  return {
    withdrawn: cases.length - standing.length,
    ...{ practice: count("practice"), repeats: count("repeat"), planted: count("planted"), clean: count("clean") },
  };
}

/** The sample of a side-by-side round by pair of arms, with what readers of one kind, and nobody else, chose. */
export async function readChoices(
  db: Database,
  of: CampaignOf,
  reviewers: Reviewers,
  wanted: ReviewerKind | null,
): Promise<Pick<PreferenceInput, "kind" | "pairs" | "left">> {
  const [cases, verdicts] = await Promise.all([readPairs(db, of), readVerdicts(db, of)]);
  const kind = wanted ?? chooseKind(reviewers, new Set(verdicts.map(({ reviewerId }) => reviewerId)));
  const own = new Set(reviewers.filter((each) => each.kind === kind).map(({ id }) => id));
  const byCase = new Map<string, VerdictRow[]>();
  let otherReaders = 0;
  for (const verdict of verdicts) {
    if (!own.has(verdict.reviewerId)) {
      otherReaders += 1;
      continue;
    }
    const given = byCase.get(verdict.caseId);
    if (given) given.push(verdict);
    else byCase.set(verdict.caseId, [verdict]);
  }
  const pairs = new Map<string, { arms: ArmPair; cases: ChoiceCase[] }>();
  for (const row of cases) {
    if (row.withdrawn || row.kind !== "sample") continue;
    const { arms } = pairOf(row);
    const name = JSON.stringify(arms);
    const pair = pairs.get(name) ?? { arms, cases: [] };
    pair.cases.push(toCase(row, byCase.get(row.id) ?? []));
    pairs.set(name, pair);
  }
  const sorted = [...pairs].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, pair]) => pair);
  return { kind, pairs: sorted, left: { ...countLeftOut(cases), otherReaders } };
}
