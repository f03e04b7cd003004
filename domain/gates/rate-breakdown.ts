import type { Protocol } from "../campaigns/protocol";
import { undefineEstimate } from "../comparison/make-estimate";
import type { Estimate } from "../estimate";
import type { AskedPanels } from "./asked-panels";
import { type CaseFacts, createErrorFilter, type ErrorFilter } from "./case-facts";
import { estimateRate, isExact, RATE, ratePanel } from "./estimate-rate";
import type { GateRule } from "./gate-rule";
import { type RateSums, sumRate } from "./rate-sums";

export type RateSettings = {
  protocol: Protocol;
  rule: GateRule;
  groups: ReadonlyMap<string, number>;
  asked: AskedPanels;
};

/** The level of the interval that belongs to two one-sided tests at α. */
export const levelOf = ({ alpha }: Pick<GateRule, "alpha">): number => 1 - 2 * alpha;

/** Why readers of this protocol say nothing of such errors; null where they do. */
function whyNotSaid({ severity = "any", type, severityId }: ErrorFilter, { mode }: Protocol): string | null {
  if (mode === "marks" || (severity === "any" && type === undefined && severityId === undefined)) return null;
  return "readers mark no errors in this round, so that none has a type or a severity";
}

export type AskedRate = { sums: RateSums; replicates: () => Float64Array | null; estimate: () => Estimate };

/** A rate over cases; its replicates are asked for only where its interval needs them. */
export function askRate(
  cases: readonly CaseFacts[],
  { protocol, rule, groups, asked }: RateSettings,
  filter: ErrorFilter,
  { always = false, unit = rule.unit } = {},
): AskedRate {
  const sums = sumRate(cases, groups, createErrorFilter(filter, protocol), { ...rule, unit });
  const wanted = sums.units > 0 && (always || !isExact(sums, unit));
  const drawn = wanted ? asked.ask(ratePanel(sums)) : null;
  const parameters = {
    severity: filter.severity ?? "any",
    readings: rule.readings,
    ...(filter.type === undefined ? {} : { type: filter.type }),
    ...(filter.severityId === undefined ? {} : { severityId: filter.severityId }),
  };
  const of = { definition: RATE, parameters, excluded: sums.unread, unit, level: levelOf(rule) };
  const replicates = () => drawn?.()[0] ?? null;
  const silent = whyNotSaid(filter, protocol);
  const estimate = () =>
    silent ? undefineEstimate({ ...of, n: sums.units }, silent) : estimateRate(sums, of, replicates());
  return { sums, replicates, estimate };
}

export type RatePart = { id: string; label: string; rate: Estimate };
type AskedPart = { id: string; label: string; asked: AskedRate };

function* finishParts(parts: readonly AskedPart[]): Generator<undefined, RatePart[]> {
  const finished: RatePart[] = [];
  for (const { id, label, asked } of parts) {
    finished.push({ id, label, rate: asked.estimate() });
    yield;
  }
  return finished;
}

function byValue(cases: readonly CaseFacts[], read: (facts: CaseFacts) => string | null) {
  const parts = new Map<string, CaseFacts[]>();
  for (const facts of cases) {
    const value = read(facts);
    if (value === null) continue;
    const part = parts.get(value);
    if (part) part.push(facts);
    else parts.set(value, [facts]);
  }
  return [...parts].sort(([one], [other]) => (one < other ? -1 : 1));
}

type Part = { id: string; label: string; cases: readonly CaseFacts[]; filter: ErrorFilter };

function* askParts(parts: readonly Part[], settings: RateSettings): Generator<undefined, AskedPart[]> {
  const asked: AskedPart[] = [];
  for (const { id, label, cases, filter } of parts) {
    asked.push({ id, label, asked: askRate(cases, settings, filter) });
    yield;
  }
  return asked;
}

/** Rates by type, severity, section and arm, each with the interval of the same kind as the gate's. */
export function* askBreakdown(cases: readonly CaseFacts[], everyArm: readonly CaseFacts[], settings: RateSettings) {
  const { protocol, rule } = settings;
  const { severity } = rule;
  const split = (parts: ReturnType<typeof byValue>): Part[] =>
    parts.map(([id, part]) => ({ id, label: id, cases: part, filter: { severity } }));
  const types = protocol.taxonomy.types.map(({ id, label }) => ({ id, label, cases, filter: { severity, type: id } }));
  const grades = protocol.severities.map(({ id, label }) => ({ id, label, cases, filter: { severityId: id } }));
  const byType = yield* askParts(types, settings);
  const bySeverity = yield* askParts(grades, settings);
  const bySection = yield* askParts(split(byValue(cases, ({ section }) => section)), settings);
  const byArm = yield* askParts(split(byValue(everyArm, ({ arm }) => arm)), settings);
  return function* () {
    return {
      byType: yield* finishParts(byType),
      bySeverity: yield* finishParts(bySeverity),
      bySection: yield* finishParts(bySection),
      byArm: yield* finishParts(byArm),
    };
  };
}
