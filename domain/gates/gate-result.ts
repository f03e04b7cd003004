import type { ReviewerKind } from "../campaigns/reviewers";
import type { Estimate } from "../estimate";
import type { AgreementEstimates } from "./agreement-estimates";
import type { Correction } from "./correct-for-readers";
import type { RateDecision } from "./decide-gate";
import type { GateVerdict } from "./gate-rule";
import type { Guard } from "./guard";
import type { MoreLabels } from "./more-labels";
import type { RatePart } from "./rate-breakdown";
import type { SpanEstimates } from "./span-estimates";

/** What stands in a rate, and what was left out of it and why. */
export type ResultCounts = {
  /** Notes of the sample that the gate is about. */
  cases: number;
  /** Of them, judged by somebody. */
  read: number;
  /** Not read yet, or by nobody who could judge. */
  unread: number;
  /** With fewer readings than planned. */
  incomplete: number;
  /** Settled by adjudication. */
  settled: number;
  /** Settled on other readings than those that stand now, and open again. */
  outlived: number;
  /** Read by several who are of two minds in equal numbers, and not settled. */
  tied: number;
  readings: number;
  /** Readings that said they cannot judge. */
  cannotJudge: number;
  /** Readings that came after the round was closed, the turn had gone to somebody else or the reader had left. */
  late: number;
  groups: number;
  sentences: number;
  left: {
    withdrawn: number;
    practice: number;
    repeats: number;
    planted: number;
    clean: number;
    /** Readings by readers of another kind. */
    otherReaders: number;
    otherArms: number;
  };
};

export type AgreementPart = { id: string; label: string; agreement: AgreementEstimates };

export type PairAgreement = {
  readers: [{ id: string; name: string }, { id: string; name: string }];
  kappa: Estimate;
  raw: Estimate;
};

export type CampaignAgreement = {
  /** Cases that two or more judged, before anything was settled. */
  readTwice: number;
  overall: AgreementEstimates;
  byType: AgreementPart[];
  /** Of the gravest error of each note, from none on: ordered. */
  severity: { alpha: Estimate; quadraticKappa: Estimate };
  spans: SpanEstimates;
  pairs: PairAgreement[];
};

export type SequentialProgress = {
  cases: number;
  hits: number;
  logRatio: number;
  upper: number;
  lower: number;
  stoppedAt: number | null;
  /** Wald's average number of cases at each of the two rates. */
  expected: { low: number; high: number };
};

/** Everything that is computed of a closed round. */
export type GateResult = {
  kind: ReviewerKind;
  /** As seen; corrected where the rule asks for it. */
  rate: Estimate;
  verdict: GateVerdict;
  decision: RateDecision;
  guards: Guard[];
  more: MoreLabels[];
  /** Why no number of further labels is told; null where one is, or where the gate is decided. */
  whyNoMore: string | null;
  /** Labels that count as one because errors of a group come together; 1 where the test is exact. */
  designEffect: number;
  sequential: SequentialProgress | null;
  /** For imperfect readers, with the rate as it was seen; null where the rule does not ask for it. */
  correction: (Correction & { observed: Estimate }) | null;
  counts: ResultCounts;
  byType: RatePart[];
  bySeverity: RatePart[];
  bySection: RatePart[];
  byArm: RatePart[];
  majorRate: Estimate;
  errorsPerNote: Estimate;
  errorsPerThousandWords: Estimate;
  omissionsPerNote: Estimate;
  lengthRatio: Estimate;
  agreement: CampaignAgreement;
  /** What must be known to read it. */
  cautions: string[];
  seed: number;
  resamples: number;
};
