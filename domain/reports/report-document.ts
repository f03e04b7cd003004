import type { Estimate } from "../estimate";
import { formatDuration } from "../format/duration";
import { formatEstimate } from "../format/estimate";
import { formatCount, formatNumber } from "../format/number";
import { describeMetric } from "../metrics/metric-words";
import type { FlowBox, MeasureGroup, ReportContent, ReportMeasure, ReportRound } from "./report-content";

/** What a renderer for paper has to know how to draw. */
export type Block =
  | { kind: "heading"; text: string }
  | { kind: "text"; text: string; strong?: boolean; tone?: ReportContent["verdict"]["tone"] }
  | { kind: "list"; items: string[] }
  | { kind: "forest" }
  | { kind: "table"; key: string; caption: string; head: string[]; rows: string[][]; widths: number[] };

export type ReportFacts = {
  /** Null of what is not frozen. */
  frozen: { name: string; at: Date } | null;
  digest: string;
  remark: string | null;
  changes: { since: { number: number }; lines: readonly string[] } | null;
};

export const STANDING_WORDS = {
  final: "Final report",
  interim: "Interim report",
  stopped: "Report of a stopped study",
} as const;

export const titleOf = (
  { subject, standing, number }: ReportContent,
  { frozen }: Pick<ReportFacts, "frozen">,
): string => `${frozen ? STANDING_WORDS[standing] : "Preview, not frozen"}: ${subject.name}, number ${number}`;

const sayLevel = (estimate: Estimate | null, { scale }: ReportMeasure) =>
  estimate === null ? "the difference alone is stored" : formatEstimate(estimate, { scale });

export function sayDifference({ difference, change }: ReportMeasure): string {
  const ratio = change === "ratio";
  return formatEstimate(difference, { scale: change === "points" ? "points" : "number", difference: !ratio });
}

function measureTable({ key, title, sides, remark, rows }: MeasureGroup): Block[] {
  const tests = rows.flatMap(({ label, test }) => (test ? [`${label}. ${test}`] : []));
  return [
    {
      ...{ kind: "table", key: `measures-${key}`, caption: title, head: ["Measure", ...sides, "Change"] },
      rows: rows.map((row) => [row.label, sayLevel(row.before, row), sayLevel(row.after, row), sayDifference(row)]),
      widths: [28, 23, 23, 26],
    },
    ...[...tests, ...(remark ? [remark] : [])].map((text): Block => ({ kind: "text", text })),
  ];
}

function roundBlocks(round: ReportRound): Block[] {
  const { name, kind, rule, ruleVersion, verdict, because, rate, agreement, readTwice, readers } = round;
  const read = { person: "read by people", simulated: "read by simulations, no person", imported: "read elsewhere" }[
    kind
  ];
  const said = rate ? formatEstimate(rate, { scale: "share" }) : "no rate";
  return [
    { kind: "text", strong: true, text: `“${name}”, ${read}: ${said}; ${verdict ?? "no verdict"}.` },
    { kind: "text", text: `${because ?? ""} Rule, version ${ruleVersion}: ${rule}`.trim() },
    {
      ...{ kind: "table", key: `readers-${round.id}`, caption: `Readers of “${name}”` },
      head: ["Reader", "Readings", "Time"],
      rows: readers.map(({ reader, readings, seconds }) => [
        reader,
        formatCount(readings),
        kind === "person" ? formatDuration(seconds) : "no time of a person",
      ]),
      widths: [30, 30, 40],
    },
    {
      ...{
        kind: "table",
        key: `agreement-${round.id}`,
        caption: `Agreement before anything was settled, ${formatCount(readTwice)} read by two or more`,
      },
      head: ["Coefficient", "Value"],
      rows: agreement.map((each) => [nameCoefficient(each.definition), formatEstimate(each, { scale: "number" })]),
      widths: [35, 65],
    },
    ...(round.cautions.length > 0 ? [{ kind: "list", items: round.cautions } as const] : []),
  ];
}

const COEFFICIENTS: Readonly<Record<string, string>> = {
  "review.raw_agreement@1": "Raw agreement",
  "review.cohen_kappa@1": "Cohen’s κ",
  "review.fleiss_kappa@1": "Fleiss’ κ",
  "review.krippendorff_alpha@1": "Krippendorff’s α",
  "review.gwet_ac1@1": "Gwet’s AC1",
};
export const nameCoefficient = (definition: string): string =>
  COEFFICIENTS[definition] ?? describeMetric(definition).title;

export const ARMS: Record<FlowBox["arm"], string> = { all: "All notes", harvest: "Harvested", confirm: "Confirming" };
export const sayCounts = ({ counts }: Pick<FlowBox, "counts">): string =>
  counts.map(({ count, of }) => `${formatCount(count)} ${of}`).join("; ") || "none yet";
export const sayLeft = ({ left }: Pick<FlowBox, "left">): string =>
  left.map(({ count, of, reason }) => `${formatCount(count)} ${of}: ${reason}`).join("; ") || "none";

function flowTable(flow: readonly FlowBox[]): Block[] {
  if (flow.length === 0) return [];
  const rows = flow.map((box) => [ARMS[box.arm], box.title, sayCounts(box), sayLeft(box)]);
  const head = ["Arm", "Step", "There", "Left out here"];
  return [
    { kind: "heading", text: "Flow of notes and exclusions" },
    {
      kind: "table",
      key: "flow",
      caption: "From the version of notes to what was compared",
      head,
      rows,
      widths: [14, 28, 30, 28],
    },
  ];
}

export function sayCost({ cost }: Pick<ReportContent, "cost">): string[] {
  const { deviceSeconds, readingSeconds, money, currency, why } = cost;
  return [
    `Devices were busy for ${formatDuration(deviceSeconds)}.`,
    readingSeconds === null
      ? "No reading of a person counts."
      : `The readings that count took people ${formatDuration(readingSeconds)}; practice, control cases, corrected readings and settling are not in it.`,
    money === null
      ? `What it cost is not known: ${why ?? "no reason is stored"}.`
      : `It cost ${formatNumber(money)} ${currency ?? ""}`.trim().concat("."),
  ];
}

function restsTable({ restsOn }: ReportContent): Block {
  return {
    ...{ kind: "table", key: "rests-on", caption: "Everything the answer was made of; digests are SHA-256" },
    head: ["What", "Name", "Facts", "Digest"],
    rows: restsOn.map(({ kind, title, detail, digest }) => [kind, title, detail, digest ?? "none stored"]),
    widths: [11, 29, 30, 30],
  };
}

function settingsTable({ settings }: ReportContent): Block[] {
  if (settings.length === 0) return [];
  const rows = settings.map(({ name, value }) => [name, value]);
  return [{ kind: "table", key: "settings", caption: "Settings", head: ["Setting", "Value"], rows, widths: [40, 60] }];
}

function changeBlocks({ changes }: ReportFacts): Block[] {
  if (!changes) return [];
  return [
    { kind: "heading", text: `What changed since report ${changes.since.number}` },
    { kind: "list", items: [...changes.lines] },
  ];
}

/** A report as a sequence of blocks; PDF, Word and LaTeX are drawn from this and from nothing else. */
export function writeDocument(content: ReportContent, facts: ReportFacts): Block[] {
  const { verdict, cautions, standingWords, measures, rounds, methods } = content;
  return [
    { kind: "text", text: standingWords },
    { kind: "text", strong: true, tone: verdict.tone, text: verdict.claim },
    { kind: "text", text: verdict.evidence || "Nothing was compared." },
    ...(cautions.length > 0 ? [{ kind: "list", items: cautions } as const] : []),
    ...(facts.remark ? [{ kind: "text", text: `Remark: ${facts.remark}` } as const] : []),
    ...(measures.length > 0
      ? [{ kind: "heading", text: "Before against after" } as const, { kind: "forest" } as const]
      : []),
    ...measures.flatMap(measureTable),
    ...(rounds.length > 0 ? [{ kind: "heading", text: "Rounds of reading" } as const] : []),
    ...rounds.flatMap(roundBlocks),
    ...flowTable(content.flow),
    { kind: "heading", text: "Cost" },
    { kind: "list", items: sayCost(content) },
    { kind: "heading", text: "Methods" },
    ...methods.flatMap(({ title, sentences }): Block[] => [
      { kind: "text", strong: true, text: title },
      { kind: "text", text: sentences.join(" ") },
    ]),
    ...settingsTable(content),
    ...changeBlocks(facts),
    { kind: "heading", text: "What it rests on" },
    restsTable(content),
    { kind: "text", text: `Digest of this report: ${facts.digest}` },
  ];
}
