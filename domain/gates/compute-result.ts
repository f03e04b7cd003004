import type { Protocol } from "../campaigns/protocol";
import type { ReviewerKind } from "../campaigns/reviewers";
import { drawShares } from "../statistics/rogan-gladen";
import { type AgreementSettings, askAgreement } from "./ask-agreement";
import { createAskedPanels } from "./asked-panels";
import { type CaseFacts, createErrorFilter } from "./case-facts";
import { writeCautions } from "./cautions";
import { type Correction, correctForReaders, readControls, whyNoCorrection } from "./correct-for-readers";
import { applyGuards, cannotDecide, decideByBound, decideExactly, type RateDecision } from "./decide-gate";
import { decideSequence } from "./decide-sequence";
import { isExact } from "./estimate-rate";
import type { GateResult, ResultCounts } from "./gate-result";
import type { GateRule } from "./gate-rule";
import { checkGuard, type Guard } from "./guard";
import { countMoreLabels, ratesToAsk } from "./more-labels";
import { askNoteMeasures, type NoteFacts } from "./note-measures";
import { type AskedRate, askBreakdown, askRate, levelOf } from "./rate-breakdown";
import { indexGroups, type RateSums } from "./rate-sums";
import { cautionStrata, doubtStrata, holdBack } from "./strata-doubt";
import { whyNoMore } from "./why-no-more";

export const RESULT_RESAMPLES = 2_000;

export type ResultInput = {
  kind: ReviewerKind;
  protocol: Protocol;
  rule: GateRule;
  /** Of the sample, of every arm. */
  cases: readonly CaseFacts[];
  controls: readonly CaseFacts[];
  left: Omit<ResultCounts["left"], "planted" | "clean" | "otherArms">;
  notes: ReadonlyMap<string, NoteFacts>;
  looks: number;
  assessmentsBefore: number;
  resamples: number;
  seed: number;
} & Pick<AgreementSettings, "textOf" | "nameOf">;

function countCases(cases: readonly CaseFacts[], sums: RateSums, input: ResultInput): ResultCounts {
  const readings = cases.flatMap((facts) => facts.readings);
  return {
    cases: cases.length,
    read: sums.notes,
    unread: sums.unread,
    incomplete: cases.filter(({ readings: given, planned }) => given.length > 0 && given.length < planned).length,
    settled: cases.filter(({ settled }) => settled !== null).length,
    outlived: cases.filter(({ outlived }) => outlived).length,
    tied: sums.tied,
    readings: readings.length,
    cannotJudge: readings.filter(({ answer }) => !answer.judged).length,
    late: readings.filter(({ late }) => late).length,
    groups: sums.groups,
    sentences: cases.reduce((sum, { sentences }) => sum + sentences, 0),
    left: {
      ...input.left,
      planted: input.controls.filter(({ kind }) => kind === "planted").length,
      clean: input.controls.filter(({ kind }) => kind === "clean").length,
      otherArms: input.cases.length - cases.length,
    },
  };
}

/** Of clustered labels, how many count as one: the variance as it is against that of independent ones. */
function designEffectOf({ sums, replicates }: AskedRate, exact: boolean): number {
  const drawn = replicates();
  if (exact || !drawn || sums.wrong === 0 || sums.wrong === sums.units) return 1;
  const mean = drawn.reduce((sum, each) => sum + each, 0) / drawn.length;
  const variance = drawn.reduce((sum, each) => sum + (each - mean) ** 2, 0) / drawn.length;
  return Math.max(1, (variance * sums.units) / (mean * (1 - mean)));
}

function correct(headline: AskedRate, cases: readonly CaseFacts[], input: ResultInput): Correction | null {
  const { rule, protocol, controls, resamples, seed } = input;
  if (rule.correction === "none") return null;
  const { sums } = headline;
  const still = sums.wrong === 0 || sums.wrong === sums.units;
  const groups = Math.max(1, Math.floor(sums.effectiveGroups));
  const replicates = still ? drawShares(sums.wrong === 0 ? 0 : groups, groups, input) : headline.replicates();
  const read = readControls(controls, createErrorFilter({ severity: rule.severity }, protocol));
  const observed = { rate: headline.estimate(), replicates, cannot: whyNoCorrection(cases) };
  return correctForReaders(observed, read, { level: levelOf(rule), seed, resamples });
}

type Measures = Pick<GateResult, "majorRate" | "omissionsPerNote" | "lengthRatio">;

function checkGuards({ guards }: GateRule, measures: Measures): Guard[] {
  const checked: Guard[] = [];
  if (guards.majorRate) checked.push(checkGuard("majorRate", guards.majorRate, measures.majorRate));
  if (guards.omissionsPerNote)
    checked.push(checkGuard("omissionsPerNote", guards.omissionsPerNote, measures.omissionsPerNote));
  if (guards.lengthRatio) checked.push(checkGuard("lengthRatio", guards.lengthRatio, measures.lengthRatio));
  return checked;
}

/**
 * Everything that a closed round says. Patients or documents are what is resampled, once for all intervals; the work
 * pauses at every `yield`.
 */
export function* computeResult(input: ResultInput): Generator<undefined, GateResult> {
  const { rule, protocol, resamples, seed } = input;
  const cases = rule.arm === null ? input.cases : input.cases.filter(({ arm }) => arm === rule.arm);
  const groups = indexGroups(input.cases);
  const asked = createAskedPanels();
  const settings = { protocol, rule, groups, asked };
  const headline = askRate(cases, settings, { severity: rule.severity }, { always: rule.correction !== "none" });
  yield;
  const major = askRate(cases, settings, { severity: "major" }, { unit: "note" });
  yield;
  const breakdown = yield* askBreakdown(cases, input.cases, settings);
  yield;
  const measures = askNoteMeasures(cases, input.notes, { protocol, groups, asked, level: levelOf(rule) });
  yield;
  const agreement = yield* askAgreement(cases, { ...settings, textOf: input.textOf, nameOf: input.nameOf });
  yield* asked.draw(groups.size, { resamples, seed });

  const agreed = yield* agreement();
  const parts = yield* breakdown();
  yield;
  const { sums } = headline;
  const exact = isExact(sums, rule.unit);
  const seen = headline.estimate();
  const correction = correct(headline, cases, input);
  const rate = correction?.rate ?? seen;
  const sequence = rule.looks === "sprt" ? decideSequence(cases, rule, protocol) : null;
  const byRate = (): RateDecision => {
    if (sums.open > 0) return cannotDecide(`There is no rate: ${rate.reason}.`);
    if (correction) return decideByBound(rate, rule, "corrected-bound");
    if (exact && sums.units > 0) return decideExactly(sums.wrong, sums.units, rule);
    return decideByBound(rate, rule, "cluster-bootstrap-bound");
  };
  const measured = { ...measures(), majorRate: major.estimate() };
  const guards = checkGuards(rule, measured);
  const taker = createErrorFilter({ severity: rule.severity }, protocol);
  const doubt = sequence ? null : doubtStrata(cases, taker, rule);
  const { threshold } = rule;
  const unguarded = sequence?.decision ?? holdBack(byRate(), doubt, { high: rate.interval?.high ?? null, threshold });
  const decision = applyGuards(unguarded, guards);
  const counts = countCases(cases, sums, input);
  const designEffect = designEffectOf(headline, exact);
  const noMore = whyNoMore({ rule, rate, unguarded, decision, doubt });
  const more =
    decision.verdict === "undecided" && noMore === null
      ? countMoreLabels(
          ratesToAsk(rate.value, rule.threshold),
          { hits: Math.round((rate.value ?? 0) * sums.units), n: sums.units },
          rule,
          designEffect,
        )
      : [];
  return {
    kind: input.kind,
    rate,
    verdict: decision.verdict,
    decision,
    guards,
    more,
    whyNoMore: noMore,
    designEffect,
    sequential: sequence?.sequential ?? null,
    correction: correction && { ...correction, observed: seen },
    counts,
    ...parts,
    ...measured,
    agreement: agreed,
    cautions: [...writeCautions({ ...input, counts, sums, exact }), ...cautionStrata(doubt)],
    seed,
    resamples,
  };
}
