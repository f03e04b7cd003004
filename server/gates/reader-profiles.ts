import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { assessment } from "@/db/schema/assessments";
import { campaignCase } from "@/db/schema/campaigns";
import type { Assessment } from "@/domain/assessments/mark";
import { CAMPAIGN_RULES } from "@/domain/campaigns/campaign-rules";
import type { Protocol, ReviewMode } from "@/domain/campaigns/protocol";
import { REVIEWER_KINDS } from "@/domain/campaigns/reviewers";
import { answerOf, createErrorFilter } from "@/domain/gates/case-facts";
import { describeReader, hideFindings, type ReaderFacts, type ReaderProfile } from "@/domain/gates/reader-profile";
import { type CampaignOf, listReviewers, requireCampaign } from "./read-gate-campaign";

export type NamedProfile = {
  reader: { id: string; name: string; kind: string; role: string; removed: boolean };
  practiceScore: number | null;
  profile: ReaderProfile;
};

type Given = {
  caseId: string;
  repeatOf: string | null;
  kind: (typeof campaignCase.$inferSelect)["kind"];
  reviewerId: string;
  at: Date;
  seconds: number;
  marked: boolean;
  /** A mark of hers meets a planted place; null where none is known, or none could be marked. */
  detected: boolean | null;
};

type Marks = Assessment["marks"];
const meets = (one: Marks[number], other: Marks[number]) =>
  one.kind === other.kind && one.span.start < other.span.end && other.span.start < one.span.end;

/** By the known answer of a planted error. */
function isDetected(truth: Pick<Assessment, "marks"> | null, marks: Marks, mode: ReviewMode): boolean | null {
  if (mode !== "marks" || !truth || truth.marks.length === 0) return null;
  return truth.marks.some((known) => marks.some((own) => meets(own, known)));
}

async function readGiven(db: Database, of: CampaignOf, protocol: Protocol) {
  const { inNote } = createErrorFilter({}, protocol);
  const rows = await db
    .select({
      caseId: campaignCase.id,
      repeatOf: campaignCase.repeatOf,
      kind: campaignCase.kind,
      reviewerId: assessment.reviewerId,
      at: assessment.createdAt,
      seconds: assessment.seconds,
      verdict: assessment.verdict,
      marks: assessment.marks,
      truth: campaignCase.truth,
      withdrawnAt: campaignCase.withdrawnAt,
    })
    .from(assessment)
    .innerJoin(campaignCase, eq(campaignCase.id, assessment.caseId))
    .where(and(eq(assessment.projectId, of.projectId), eq(assessment.campaignId, of.campaignId), assessment.current));
  return rows.flatMap(({ verdict, marks, truth, withdrawnAt, ...row }): Given[] => {
    const answer = answerOf({ verdict, marks });
    return withdrawnAt || !answer.judged
      ? []
      : [{ ...row, marked: inNote(answer), detected: isDetected(truth, marks, protocol.mode) }];
  });
}

function factsOf(
  { id: reviewerId, kind }: Pick<NamedProfile["reader"], "id" | "kind">,
  given: readonly Given[],
  sampleByCase: ReadonlyMap<string, readonly Given[]>,
): ReaderFacts {
  const own = given.filter((each) => each.reviewerId === reviewerId);
  const ofKind = (wanted: Given["kind"]) => own.filter((each) => each.kind === wanted);
  const firsts = new Map(ofKind("sample").map((each) => [each.caseId, each.marked]));
  const shared = ofKind("sample").flatMap(({ caseId, marked }) => {
    const others = (sampleByCase.get(caseId) ?? []).filter((each) => each.reviewerId !== reviewerId);
    if (others.length === 0) return [];
    return [{ own: marked, others: others.filter((each) => each.marked).length / others.length }];
  });
  const repeats = ofKind("repeat").flatMap(({ repeatOf, marked }) => {
    const first = repeatOf === null ? undefined : firsts.get(repeatOf);
    return first === undefined ? [] : [{ first, second: marked }];
  });
  return {
    readings: ofKind("sample").map(({ at, seconds, marked }) => {
      return { at, seconds: kind === "person" ? seconds : null, marked };
    }),
    shared,
    repeats,
    planted: ofKind("planted").map(({ marked }) => marked),
    detected: ofKind("planted").flatMap(({ detected }) => detected ?? []),
    clean: ofKind("clean").map(({ marked }) => marked),
  };
}

function groupByCase(given: readonly Given[]): ReadonlyMap<string, readonly Given[]> {
  const grouped = new Map<string, Given[]>();
  for (const each of given) {
    const group = grouped.get(each.caseId);
    if (group) group.push(each);
    else grouped.set(each.caseId, [each]);
  }
  return grouped;
}

/** Of every reader of a round, for who answers for it; before the close without what she found. */
export async function readProfiles(db: Database, of: CampaignOf): Promise<{ closed: boolean; items: NamedProfile[] }> {
  const { protocol, state } = await requireCampaign(db, of);
  const [reviewers, given] = await Promise.all([listReviewers(db, of), readGiven(db, of, protocol)]);
  const kindOf = new Map(reviewers.map(({ id, kind }) => [id, kind]));
  const closed = CAMPAIGN_RULES[state].readingsShown;
  const byKind = new Map(
    REVIEWER_KINDS.map((kind) => {
      const alike = given.filter((each) => each.kind === "sample" && kindOf.get(each.reviewerId) === kind);
      return [kind, groupByCase(alike)] as const;
    }),
  );
  const items = reviewers
    .filter(({ role }) => role === "reader")
    .map(({ id, name, kind, role, removedAt, practiceScore }): NamedProfile => {
      const profile = describeReader(factsOf({ id, kind }, given, byKind.get(kind) ?? new Map()));
      const reader = { id, name, kind, role, removed: removedAt !== null };
      return { reader, practiceScore, profile: closed ? profile : hideFindings(profile) };
    });
  return { closed, items };
}
