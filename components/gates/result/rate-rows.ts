import type { GateRule } from "@/domain/gates/gate-rule";
import type { ClosedResult } from "../use-gate";
import type { RateRow } from "./rates-card";

type Part = ClosedResult["byType"][number];

/** Every breakdown of the rate with the way to its cases. */
export function rateRows(result: ClosedResult, { severity, arm }: GateRule) {
  const asked = { found: "wrong", severity, readers: result.kind, ...(arm ? { arm } : {}) };
  const rows = (parts: readonly Part[], behind: (part: Part) => Readonly<Record<string, string>>): RateRow[] =>
    parts.map((part) => ({ ...part, behind: behind(part) }));
  return {
    byType: rows(result.byType, ({ id }) => ({ ...asked, type: id })),
    bySeverity: rows(result.bySeverity, ({ id }) => ({ ...asked, severity: "any", severityId: id })),
    bySection: rows(result.bySection, ({ id }) => ({ ...asked, section: id })),
    byArm: rows(result.byArm, ({ id }) => ({ ...asked, arm: id })),
  };
}

export function measureRows(result: ClosedResult, { arm }: GateRule): RateRow[] {
  const of = { readers: result.kind, ...(arm ? { arm } : {}) };
  const wrong = { ...of, found: "wrong" };
  return [
    { id: "errors", label: "Errors a note", rate: result.errorsPerNote, behind: wrong },
    { id: "words", label: "Errors a thousand words", rate: result.errorsPerThousandWords, behind: wrong },
    {
      id: "omissions",
      label: "Omissions a note",
      rate: result.omissionsPerNote,
      behind: { ...of, found: "omissions" },
    },
    { id: "length", label: "Median length, against the reference", rate: result.lengthRatio, behind: null },
  ];
}

/** One scale for all rates of a page: to the largest end, and past the threshold. */
export function rateDomain(parts: readonly (readonly RateRow[])[], threshold: number): readonly [number, number] {
  const ends = parts.flat().map(({ rate }) => (rate.state === "defined" ? (rate.interval?.high ?? rate.value) : 0));
  return [0, Math.min(1, Math.max(threshold * 1.5, ...ends))];
}
