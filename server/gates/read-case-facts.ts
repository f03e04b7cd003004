import { and, asc, eq, not, sql } from "drizzle-orm";
import type { Database, Sql } from "@/db/database";
import { adjudication, assessment } from "@/db/schema/assessments";
import { campaignCase } from "@/db/schema/campaigns";
import { REVIEWER_KINDS, type ReviewerKind } from "@/domain/campaigns/reviewers";
import { answerOf, type CaseFacts, type Reading } from "@/domain/gates/case-facts";
import { splitSentences } from "@/domain/sentences/split-sentences";
import type { CampaignOf, listReviewers } from "./read-gate-campaign";
import { readTexts } from "./read-texts";

type Reviewers = Awaited<ReturnType<typeof listReviewers>>;

function readCases(db: Database, { projectId, campaignId }: CampaignOf) {
  const c = campaignCase;
  return (
    db
      .select({
        id: c.id,
        kind: c.kind,
        group: c.groupKey,
        item: c.item,
        section: c.section,
        arm: c.arm,
        weight: c.weight,
        sentences: c.sentences,
        planned: c.readings,
        noteDigest: c.noteDigest,
        exampleId: c.exampleId,
        truth: c.truth,
        withdrawn: sql<boolean>`${c.withdrawnAt} is not null`,
      })
      .from(c)
      .where(and(eq(c.projectId, projectId), eq(c.campaignId, campaignId)))
      // What is resampled stands in one order, so that a result is the same whenever it is computed.
      .orderBy(asc(c.id))
  );
}

async function readReadings(db: Database, { projectId, campaignId }: CampaignOf) {
  const a = assessment;
  const ofCampaign = and(eq(a.projectId, projectId), eq(a.campaignId, campaignId));
  const firsts = await db
    .select({ assignmentId: a.assignmentId, verdict: a.verdict, marks: a.marks, at: a.createdAt })
    .from(a)
    .where(and(ofCampaign, eq(a.version, 1), not(a.current)));
  const firstOf = new Map(
    firsts.map(({ assignmentId, at, ...said }) => [assignmentId, { answer: answerOf(said), at }]),
  );
  const rows = await db
    .select({
      assessmentId: a.id,
      assignmentId: a.assignmentId,
      caseId: a.caseId,
      reviewerId: a.reviewerId,
      verdict: a.verdict,
      marks: a.marks,
      at: a.createdAt,
      late: a.late,
    })
    .from(a)
    .where(and(ofCampaign, a.current))
    .orderBy(asc(a.id));
  return rows.map(({ verdict, marks, assignmentId, ...row }) => {
    const first = firstOf.get(assignmentId);
    return { ...row, answer: answerOf({ verdict, marks }), ...(first ? { first } : {}) };
  });
}

async function readSettled(db: Database, { projectId, campaignId }: CampaignOf) {
  const a = adjudication;
  const rows = await db
    .select({ caseId: a.caseId, verdict: a.verdict, marks: a.marks, on: a.assessmentIds, at: a.createdAt })
    .from(a)
    .where(and(eq(a.projectId, projectId), eq(a.campaignId, campaignId), a.current));
  return new Map(rows.map(({ caseId, on, at, ...said }) => [caseId, { on, at, answer: answerOf(said) }]));
}

/**
 * The kind that the rate is about where nobody chose one: people before files before simulations, and these never where
 * people are to read.
 */
export function chooseKind(reviewers: Reviewers, read: ReadonlySet<string>): ReviewerKind {
  const kinds = reviewers.filter(({ id }) => read.has(id)).map(({ kind }) => kind);
  const people = reviewers.some(({ kind, removedAt }) => kind === "person" && removedAt === null);
  const order: readonly ReviewerKind[] = people ? ["person", "imported"] : ["person", "imported", "simulated"];
  return order.find((kind) => kinds.includes(kind)) ?? "person";
}

export type CaseRow = Awaited<ReturnType<typeof readCases>>[number];

export type RoundFacts = {
  kind: ReviewerKind;
  /** Readings by the kind of their reader. */
  kinds: { kind: ReviewerKind; readings: number }[];
  sample: CaseFacts[];
  controls: CaseFacts[];
  rows: ReadonlyMap<string, CaseRow>;
  texts: ReadonlyMap<string, string>;
  left: { withdrawn: number; practice: number; repeats: number; otherReaders: number };
};

/** The readers' marks stand on their own sentence only where a rate by sentence asks for it. */
async function readMarkedTexts(client: Sql, projectId: string, cases: readonly CaseFacts[], rows: RoundFacts["rows"]) {
  const marked = cases.filter(
    ({ readings, settled }) =>
      readings.some(({ answer }) => answer.errors.length > 0) || (settled?.answer.errors.length ?? 0) > 0,
  );
  return readTexts(
    client,
    projectId,
    marked.flatMap(({ id }) => rows.get(id)?.noteDigest ?? []),
  );
}

/** A settled answer stands for the very readings that it was made of. */
function isSettledOn(on: readonly string[], given: readonly Reading[]): boolean {
  const ids = new Set(given.map(({ assessmentId }) => assessmentId));
  return on.length > 0 && on.length === ids.size && on.every((id) => ids.has(id));
}

/** All cases of a round with what readers of one kind, and nobody else, said of them. */
export async function readRoundFacts(
  { db, sql: client }: { db: Database; sql: Sql },
  of: CampaignOf,
  reviewers: Reviewers,
  { kind: wanted, bySentence }: { kind: ReviewerKind | null; bySentence: boolean },
): Promise<RoundFacts> {
  const [cases, readings, settled] = await Promise.all([readCases(db, of), readReadings(db, of), readSettled(db, of)]);
  const kindOf = new Map(reviewers.map(({ id, kind }) => [id, kind]));
  const kind = wanted ?? chooseKind(reviewers, new Set(readings.map(({ reviewerId }) => reviewerId)));
  const byCase = new Map<string, Reading[]>();
  const firstKinds = new Map<string, ReviewerKind>();
  const kinds = new Map<ReviewerKind, number>();
  for (const { caseId, ...reading } of readings) {
    const by = kindOf.get(reading.reviewerId) ?? "person";
    kinds.set(by, (kinds.get(by) ?? 0) + 1);
    const before = firstKinds.get(caseId);
    if (!before || REVIEWER_KINDS.indexOf(by) < REVIEWER_KINDS.indexOf(before)) firstKinds.set(caseId, by);
    if (by !== kind) continue;
    const given = byCase.get(caseId);
    if (given) given.push(reading);
    else byCase.set(caseId, [reading]);
  }
  const facts = (row: CaseRow & { kind: CaseFacts["kind"] }): CaseFacts => {
    const { withdrawn: _, noteDigest: __, exampleId: ___, truth, ...rest } = row;
    const given = byCase.get(row.id) ?? [];
    const found = settled.get(row.id);
    const stands = found !== undefined && isSettledOn(found.on, given);
    return {
      ...rest,
      places: [],
      truth: truth ? answerOf(truth) : null,
      readings: given,
      settled: stands ? { answer: found.answer, at: found.at } : null,
      // What readers of another kind said was settled for them alone.
      outlived: found !== undefined && !stands && given.length > 0 && firstKinds.get(row.id) === kind,
    };
  };
  const rows = new Map(cases.map((row) => [row.id, row]));
  const standing = cases.filter(({ withdrawn }) => !withdrawn);
  const ofKind = (...wantedKinds: CaseFacts["kind"][]) =>
    standing.flatMap((row) => {
      const found = wantedKinds.find((each) => each === row.kind);
      return found ? [facts({ ...row, kind: found })] : [];
    });
  const sample = ofKind("sample");
  const texts = await readMarkedTexts(client, of.projectId, sample, rows);
  const placed = bySentence ? sample.map((each) => placeSentences(each, rows, texts)) : sample;
  const countKind = (each: CaseRow["kind"]) => standing.filter((row) => row.kind === each).length;
  return {
    kind,
    kinds: [...kinds].map(([each, given]) => ({ kind: each, readings: given })),
    sample: placed,
    controls: ofKind("planted", "clean"),
    rows,
    texts,
    left: {
      withdrawn: cases.length - standing.length,
      practice: countKind("practice"),
      repeats: countKind("repeat"),
      otherReaders: readings.length - (kinds.get(kind) ?? 0),
    },
  };
}

function placeSentences(facts: CaseFacts, rows: RoundFacts["rows"], texts: RoundFacts["texts"]): CaseFacts {
  const text = texts.get(rows.get(facts.id)?.noteDigest ?? "");
  if (text === undefined) return facts;
  return { ...facts, places: splitSentences(text).filter(({ kind }) => kind === "sentence") };
}
