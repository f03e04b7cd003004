import type { ReportContent } from "@/domain/reports/report-content";
import { sha256 } from "../audit/append-audit";
import { canonicalJson } from "../audit/canonical-json";
import type { ComparisonRequest } from "../compare/compare-runs";

/** A report without its place among those of its subject. */
export type ReportBody = Omit<ReportContent, "format" | "number" | "previous">;

export type ComparedRuns = Pick<ComparisonRequest, "runs" | "baseline" | "against" | "metric" | "fold">;

/** What a report is asked about. */
export type AskedSubject = { kind: "study"; studyId: string } | { kind: "comparison"; request: ComparedRuns };

/** The same runs asked in the same way are one subject, whatever order they are named in. */
export function subjectIdOf(asked: AskedSubject): string {
  if (asked.kind === "study") return asked.studyId;
  const { runs, baseline, ...request } = asked.request;
  return sha256(canonicalJson({ ...request, baseline: baseline ?? runs[0], runs: [...runs].sort() })).slice(0, 32);
}

export const digestOfReport = (content: Readonly<Record<string, unknown>>): string => sha256(canonicalJson(content));
