import type { Protocol } from "../campaigns/protocol";
import { quadraticKappa } from "../statistics/agreement-coefficients";
import { krippendorffAlpha, ordinalDistance } from "../statistics/krippendorff-alpha";
import { estimateAgreement, estimateCoefficient } from "./agreement-estimates";
import type { AskedPanels } from "./asked-panels";
import { type CaseFacts, createErrorFilter, type ErrorTaker, type Reading } from "./case-facts";
import type { CampaignAgreement } from "./gate-result";
import type { GateRule } from "./gate-rule";
import {
  agreementPanel,
  BINARY,
  COEFFICIENT_NAMES,
  COEFFICIENTS,
  casesReadTwice,
  onlyTwoReaders,
  type ReadTwice,
  rateUnits,
  sayOfNote,
  sayOfSentences,
  whereAllIsSaid,
} from "./rate-agreement";
import { estimateSpans, spanPanel } from "./span-estimates";

export type AgreementSettings = {
  protocol: Protocol;
  rule: GateRule;
  groups: ReadonlyMap<string, number>;
  asked: AskedPanels;
  textOf: (caseId: string) => string;
  nameOf: (reviewerId: string) => string;
};

const ALPHA_ORDINAL = {
  definition: "review.krippendorff_alpha_ordinal@1",
  compute: krippendorffAlpha(ordinalDistance),
};
const QUADRATIC = { definition: "review.quadratic_kappa@1", compute: quadraticKappa };
const NOT_OF_TWO = "more than two people read; Fleiss’ κ is of any number";

/** The gravest error of an answer, counted from 1; 0 where there is none. Null where one was not graded. */
function gravest(protocol: Protocol) {
  const places = new Map(protocol.severities.map(({ id }, at) => [id, at + 1]));
  const readGravest = ({ answer }: Reading): number | null => {
    const grades = answer.errors.map(({ severity }) => places.get(severity ?? ""));
    const worst = grades.reduce<number>((most, grade) => Math.max(most, grade ?? 0), 0);
    const ungraded = grades.includes(undefined) || (answer.marked && answer.errors.length + answer.omissions === 0);
    return ungraded && worst < protocol.severities.length ? null : worst;
  };
  return {
    all: ({ readings }: ReadTwice) => readings.every((reading) => readGravest(reading) !== null),
    say: (reading: Reading): readonly number[] => [readGravest(reading) ?? 0],
  };
}

/** Agreement of readers before anything was settled: overall, by type, on severity, on spans and of each pair. */
export function* askAgreement(
  cases: readonly CaseFacts[],
  settings: AgreementSettings,
): Generator<undefined, () => Generator<undefined, CampaignAgreement>> {
  const { protocol, rule, groups, asked } = settings;
  const twice = casesReadTwice(cases);
  const two = onlyTwoReaders(twice);
  const readOnce = cases.length - twice.length;
  const say = (taker: ErrorTaker) => (rule.unit === "note" ? sayOfNote(taker) : sayOfSentences(taker));
  const coefficients = COEFFICIENT_NAMES.map((name) => COEFFICIENTS[name].compute);
  const of = { unit: rule.unit, readOnce, untold: 0, notOfTwo: two || twice.length === 0 ? null : NOT_OF_TWO };
  const askBinary = (taker: ErrorTaker, among = twice, readers = two) => {
    const told = whereAllIsSaid(among, taker, rule.unit);
    const units = rateUnits(told, groups, { two: readers, sayOf: say(taker) });
    const made = agreementPanel(units, { categories: BINARY, groups: groups.size, coefficients });
    return { made, drawn: asked.ask(made.panel), untold: among.length - told.length };
  };
  const estimate = ({ made, drawn, untold }: ReturnType<typeof askBinary>, as = of) =>
    estimateAgreement(made, drawn(), { ...as, untold });

  const { severity } = rule;
  const overall = askBinary(createErrorFilter({ severity }, protocol));
  yield;
  const byType: { id: string; label: string; asked: ReturnType<typeof askBinary> }[] = [];
  for (const { id, label } of protocol.taxonomy.types) {
    byType.push({ id, label, asked: askBinary(createErrorFilter({ severity, type: id }, protocol)) });
    yield;
  }
  const grave = gravest(protocol);
  const graded = twice.filter(grave.all);
  const severities = agreementPanel(rateUnits(graded, groups, { two, sayOf: grave.say }), {
    categories: protocol.severities.length + 1,
    groups: groups.size,
    coefficients: [ALPHA_ORDINAL.compute, QUADRATIC.compute],
  });
  const drawnSeverities = asked.ask(severities.panel);
  yield;
  const spans = spanPanel(twice, groups, settings.textOf);
  const drawnSpans = asked.ask(spans.panel);
  const pairs: { readers: readonly [string, string]; asked: ReturnType<typeof askBinary>; n: number }[] = [];
  for (const readers of pairsOf(twice)) {
    yield;
    const among = twice.flatMap(({ facts, readings }) => {
      const both = readings.filter(({ reviewerId }) => readers.includes(reviewerId));
      return both.length === 2 ? [{ facts, readings: both }] : [];
    });
    const asked = askBinary(createErrorFilter({ severity }, protocol), among, readers);
    pairs.push({ readers, asked, n: among.length });
  }
  return function* () {
    const note = { of: { ...of, unit: "note" as const, untold: twice.length - graded.length } };
    const [alpha, kappa] = drawnSeverities();
    const whole = estimate(overall);
    const parts: CampaignAgreement["byType"] = [];
    for (const { id, label, asked: part } of byType) {
      yield;
      parts.push({ id, label, agreement: estimate(part) });
    }
    const apart: CampaignAgreement["pairs"] = [];
    const named = (id: string) => ({ id, name: settings.nameOf(id) });
    for (const { readers, asked: pair, n } of pairs) {
      yield;
      const { kappa: ofPair, raw } = estimate(pair, { ...of, readOnce: cases.length - n, notOfTwo: null });
      apart.push({ readers: [named(readers[0]), named(readers[1])], kappa: ofPair, raw });
    }
    return {
      readTwice: twice.length,
      overall: whole,
      byType: parts,
      severity: {
        alpha: estimateCoefficient(severities, ALPHA_ORDINAL, { ...note, replicates: alpha }),
        quadraticKappa: estimateCoefficient(severities, QUADRATIC, { ...note, replicates: kappa }),
      },
      spans: estimateSpans(spans, drawnSpans()),
      pairs: apart,
    };
  };
}

/** More pairs than this tell nobody anything, and each costs its own resampling. */
const MOST_PAIRS = 15;

function pairsOf(twice: ReturnType<typeof casesReadTwice>): (readonly [string, string])[] {
  const shared = new Map<string, { pair: readonly [string, string]; cases: number }>();
  for (const { readings } of twice) {
    const ids = readings.map(({ reviewerId }) => reviewerId).sort();
    for (const [at, one] of ids.entries()) {
      for (const other of ids.slice(at + 1)) {
        const found = shared.get(`${one} ${other}`);
        if (found) found.cases += 1;
        else shared.set(`${one} ${other}`, { pair: [one, other], cases: 1 });
      }
    }
  }
  const most = [...shared.values()].sort((one, other) => other.cases - one.cases);
  return most.slice(0, MOST_PAIRS).map(({ pair }) => pair);
}
