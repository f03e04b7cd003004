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

const finishParts = (parts: readonly AskedPart[]): RatePart[] =>
  parts.map(({ id, label, asked }) => ({ id, label, rate: asked.estimate() }));

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

/** Rates by type, severity, section and arm, each with the interval of the same kind as the gate's. */
export function askBreakdown(cases: readonly CaseFacts[], everyArm: readonly CaseFacts[], settings: RateSettings) {
  const { protocol, rule } = settings;
  const { severity } = rule;
  const types = protocol.taxonomy.types.map(({ id, label }) => {
    return { id, label, asked: askRate(cases, settings, { severity, type: id }) };
  });
  const severities = protocol.severities.map(({ id, label }) => {
    return { id, label, asked: askRate(cases, settings, { severityId: id }) };
  });
  const of = (parts: ReturnType<typeof byValue>): AskedPart[] =>
    parts.map(([id, part]) => ({ id, label: id, asked: askRate(part, settings, { severity }) }));
  const sections = of(byValue(cases, ({ section }) => section));
  const arms = of(byValue(everyArm, ({ arm }) => arm));
  return () => ({
    byType: finishParts(types),
    bySeverity: finishParts(severities),
    bySection: finishParts(sections),
    byArm: finishParts(arms),
  });
}
