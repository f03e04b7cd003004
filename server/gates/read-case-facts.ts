import type { Database, Sql } from "@/db/database";
import { REVIEWER_KINDS, type ReviewerKind } from "@/domain/campaigns/reviewers";
import { answerOf, type CaseFacts, type Reading } from "@/domain/gates/case-facts";
import { splitSentences } from "@/domain/sentences/split-sentences";
import type { CampaignOf, listReviewers } from "./read-gate-campaign";
import { type CaseRow, readCases, readReadings, readSettled } from "./read-round-rows";
import { readTexts } from "./read-texts";
import { runGently } from "./run-gently";

type Reviewers = Awaited<ReturnType<typeof listReviewers>>;

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

/** Cases or readings between two pauses. */
const STRETCH = 500;

type Rows = {
  cases: readonly CaseRow[];
  readings: Awaited<ReturnType<typeof readReadings>>;
  settled: Awaited<ReturnType<typeof readSettled>>;
};

/** Readings of one kind by their case, how many there are of each kind, and whose kind was the first of a case. */
function* sortReadings({ readings }: Rows, reviewers: Reviewers, wanted: ReviewerKind | null) {
  const kindOf = new Map(reviewers.map((each) => [each.id, each.kind]));
  const kind = wanted ?? chooseKind(reviewers, new Set(readings.map(({ reviewerId }) => reviewerId)));
  const byCase = new Map<string, Reading[]>();
  const firstKinds = new Map<string, ReviewerKind>();
  const kinds = new Map<ReviewerKind, number>();
  for (const [at, { caseId, ...reading }] of readings.entries()) {
    if (at % STRETCH === STRETCH - 1) yield;
    const by = kindOf.get(reading.reviewerId) ?? "person";
    kinds.set(by, (kinds.get(by) ?? 0) + 1);
    const before = firstKinds.get(caseId);
    if (!before || REVIEWER_KINDS.indexOf(by) < REVIEWER_KINDS.indexOf(before)) firstKinds.set(caseId, by);
    if (by !== kind) continue;
    const given = byCase.get(caseId);
    if (given) given.push(reading);
    else byCase.set(caseId, [reading]);
  }
  return { kind, byCase, firstKinds, kinds };
}

function* joinFacts(rows: Rows, reviewers: Reviewers, wanted: ReviewerKind | null) {
  const sorted = yield* sortReadings(rows, reviewers, wanted);
  const factsOf = ({ withdrawn: _, noteDigest: __, truth, ...row }: CaseRow, kind: CaseFacts["kind"]): CaseFacts => {
    const given = sorted.byCase.get(row.id) ?? [];
    const found = rows.settled.get(row.id);
    const stands = found !== undefined && isSettledOn(found.on, given);
    return {
      ...row,
      kind,
      places: [],
      truth: truth ? answerOf(truth) : null,
      readings: given,
      settled: stands ? { answer: found.answer, at: found.at } : null,
      // What readers of another kind said was settled for them alone.
      outlived: found !== undefined && !stands && given.length > 0 && sorted.firstKinds.get(row.id) === sorted.kind,
    };
  };
  const sample: CaseFacts[] = [];
  const controls: CaseFacts[] = [];
  const left = { withdrawn: 0, practice: 0, repeats: 0 };
  for (const [at, row] of rows.cases.entries()) {
    if (at % STRETCH === STRETCH - 1) yield;
    if (row.withdrawn) left.withdrawn += 1;
    else if (row.kind === "practice") left.practice += 1;
    else if (row.kind === "repeat") left.repeats += 1;
    else if (row.kind === "sample") sample.push(factsOf(row, row.kind));
    else controls.push(factsOf(row, row.kind));
  }
  return { ...sorted, sample, controls, left };
}

function* placeSentences(sample: readonly CaseFacts[], { rows, texts }: Pick<RoundFacts, "rows" | "texts">) {
  const placed: CaseFacts[] = [];
  for (const facts of sample) {
    const text = texts.get(rows.get(facts.id)?.noteDigest ?? "");
    if (text === undefined) placed.push(facts);
    else {
      placed.push({ ...facts, places: splitSentences(text).filter(({ kind }) => kind === "sentence") });
      yield;
    }
  }
  return placed;
}

/** All cases of a round with what readers of one kind, and nobody else, said of them. */
export async function readRoundFacts(
  services: { db: Database; sql: Sql },
  of: CampaignOf,
  reviewers: Reviewers,
  { kind: wanted, bySentence }: { kind: ReviewerKind | null; bySentence: boolean },
): Promise<RoundFacts> {
  const { db, sql } = services;
  const [cases, readings, settled] = await Promise.all([
    readCases(sql, of),
    readReadings(services, of),
    readSettled(db, of),
  ]);
  const joined = await runGently(joinFacts({ cases, readings, settled }, reviewers, wanted));
  const rows = new Map(cases.map((row) => [row.id, row]));
  const texts = await readMarkedTexts(sql, of.projectId, joined.sample, rows);
  return {
    kind: joined.kind,
    kinds: [...joined.kinds].map(([each, given]) => ({ kind: each, readings: given })),
    sample: bySentence ? await runGently(placeSentences(joined.sample, { rows, texts })) : joined.sample,
    controls: joined.controls,
    rows,
    texts,
    left: { ...joined.left, otherReaders: readings.length - (joined.kinds.get(joined.kind) ?? 0) },
  };
}
