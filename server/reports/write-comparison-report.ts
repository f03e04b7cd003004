import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { describeComparedMetric } from "@/domain/comparison/compared-metric";
import type { ComparedArm, Comparison, ComparisonReport } from "@/domain/comparison/comparison";
import { judgeAmong } from "@/domain/comparison/summarise-verdicts";
import { decidingDifference } from "@/domain/comparison/write-verdict";
import { describeEstimate } from "@/domain/format/estimate";
import { formatCounted } from "@/domain/format/number";
import { listEstimates } from "@/domain/reports/list-estimates";
import type { MeasureGroup, ReportContent, ReportMeasure, RestedOn } from "@/domain/reports/report-content";
import { sayZero } from "@/domain/reports/test-words";
import { writeMethods } from "@/domain/reports/write-methods";
import { RUN_RULES } from "@/domain/runs/run-rules";
import { sha256 } from "../audit/append-audit";
import { canonicalJson } from "../audit/canonical-json";
import { compareRuns } from "../compare/compare-runs";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { type AskedSubject, type ComparedRuns, type ReportBody, subjectIdOf } from "./report-subject";
import { sumArmCosts } from "./sum-arm-costs";

const TONES: Record<ComparisonReport["verdict"]["judgement"], ReportContent["verdict"]["tone"]> = {
  better: "good",
  worse: "bad",
  undecided: "undecided",
  unjudged: "none",
  refused: "undecided",
};

function rowOf(comparison: Comparison): ReportMeasure {
  const { metric, candidate, baseline, byItem, bySeed } = comparison;
  const { title, scale, better } = describeComparedMetric(metric);
  const difference = decidingDifference(comparison);
  const other = difference === bySeed ? byItem : bySeed;
  const change = scale === "share" ? "points" : "number";
  const words = other && describeEstimate(other, { scale: change, difference: true });
  const test = words
    ? `By ${other.unit}: ${words.value}${words.interval ? ` (${words.interval})` : ", no interval"}.`
    : null;
  return {
    ...{ key: `metric.${metric}`, label: title, scale, change, better },
    ...{ before: baseline, after: candidate, difference, test, p: null },
  };
}

function groupOf({ table, baseline, candidate, arms, leading, metric }: ComparisonReport): MeasureGroup {
  const main = leading.find(({ arm }) => arm === candidate);
  const nameOf = (id: string | null) => arms.find((arm) => arm.id === id)?.name ?? "not there";
  return {
    key: "metrics",
    title: `${nameOf(candidate)} against ${nameOf(baseline)}`,
    short: "Difference",
    sides: [nameOf(baseline), nameOf(candidate)],
    remark: null,
    rows: table.map((row) =>
      main && row.metric === metric ? { ...rowOf(row), judgement: judgeAmong(main, leading.length) } : rowOf(row),
    ),
  };
}

/** Every arm that was asked about, so that the best of many never stands alone. */
function leadingOf({ leading, baseline, arms }: ComparisonReport): MeasureGroup[] {
  if (leading.length < 2) return [];
  const nameOf = (id: string) => arms.find((arm) => arm.id === id)?.name ?? "not there";
  return [
    {
      ...{ key: "leading", title: `Every arm against ${nameOf(baseline)}`, short: "Difference" },
      sides: [nameOf(baseline), "The arm"],
      remark: "Better or worse only where the correction for asking of so many leaves it.",
      rows: leading.map((each) => {
        const row = rowOf(each);
        const [key, label] = [`leading.${each.arm}`, `${nameOf(each.arm)}: ${row.label}`];
        return { ...row, key, label, judgement: judgeAmong(each, leading.length) };
      }),
    },
  ];
}

async function readRestsOn(db: Database, projectId: string, arms: readonly ComparedArm[]): Promise<RestedOn[]> {
  const runs = arms.flatMap((arm) => [
    ...arm.runs.map(({ id }) => id),
    ...arm.evaluatedOn.flatMap(({ evaluateRun, generationsRun }) => [evaluateRun.id, generationsRun.id]),
  ]);
  const rows = await db.execute<{ id: string; name: string; stage: string; state: string; config: unknown }>(sql`
    select id, name, stage, state, coalesce(resolved_config, given_config) as config from run
    where project_id = ${projectId} and id in ${[...new Set(runs), ""]} order by created_at, id`);
  return rows.map(({ id, name, stage, state, config }) => ({
    ...{ kind: "run" as const, id, title: name, digest: sha256(canonicalJson(config)) },
    detail: `${stage}, ${state}; digest of its settings`,
  }));
}

const settled = (report: ComparisonReport): boolean =>
  report.arms.every(({ runs }) => runs.every(({ state }) => RUN_RULES[state].settled));

function verdictOf({ verdict, table, metric }: ComparisonReport): ReportContent["verdict"] {
  const { judgement, headline, evidence } = verdict;
  const main = table.find((row) => row.metric === metric);
  const zero = main ? sayZero(decidingDifference(main)) : "";
  const said = zero && judgement !== "undecided" && judgement !== "refused" ? `${evidence} ${zero}` : evidence;
  return { tone: TONES[judgement], claim: headline, evidence: said };
}

/** Everything that a comparison says, in the form of a report. */
export async function writeComparisonReport(
  services: Pick<Services, "db" | "sql">,
  of: { projectId: string; slug: string },
  request: ComparedRuns,
): Promise<ReportBody> {
  const report = await compareRuns(services, of, { ...request, readings: true, strict: true });
  if (report.arms.length < 2) throw new DomainError("Validation", "A report needs at least two runs that are there.");
  const table = groupOf(report);
  const measures = [...leadingOf(report), table];
  const asked: AskedSubject = { kind: "comparison", request };
  const final = settled(report);
  const cautions = [...new Set(report.table.flatMap((row) => row.cautions))];
  return {
    subject: { kind: "comparison", id: subjectIdOf(asked), name: table.title, node: null },
    standing: final ? "final" : "interim",
    standingWords: final ? "Final: every run has ended." : "Interim: a run that is compared has not ended.",
    verdict: verdictOf(report),
    ...{ cautions, measures, rounds: [], flow: [], cost: sumArmCosts(report.arms) },
    settings: report.arms.map(({ name, runs, seeds }) => ({
      name,
      value: `${formatCounted(runs.length, "run")}, ${formatCounted(seeds, "seed")}`,
    })),
    methods: writeMethods({ design: [], estimates: listEstimates({ measures, rounds: [] }), tests: [] }),
    restsOn: await readRestsOn(services.db, of.projectId, report.arms),
  };
}
