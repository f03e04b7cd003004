import type { Estimate } from "../estimate";
import { formatDuration } from "../format/duration";
import { formatEstimate } from "../format/estimate";
import { formatNumber } from "../format/number";
import type { MeasureGroup, ReportContent, ReportMeasure, ReportRound, RestedOn } from "./report-content";
import { sameValue } from "./same-value";

/** Without the ids of rows, so that "from … to …" is read by people. */
function sayValue(estimate: Estimate | null, { scale, change }: ReportMeasure, difference: boolean): string {
  if (estimate === null) return "not stored";
  const points = change === "ratio" ? "number" : change;
  return formatEstimate(estimate, difference ? { scale: points, difference: change !== "ratio" } : { scale });
}

function sayPart(
  [before, after]: [ReportMeasure, ReportMeasure],
  part: "before" | "after" | "difference",
  name: string,
): string[] {
  if (sameValue(before[part], after[part])) return [];
  const difference = part === "difference";
  const [was, now] = [sayValue(before[part], before, difference), sayValue(after[part], after, difference)];
  if (was !== now) return [`${name}: ${was} → ${now}.`];
  return [
    `${name}: shown alike (${now}), but what stands behind it is not the same to the last digit, or in how it was measured.`,
  ];
}

type Pair<Thing> = { was: Thing | null; now: Thing | null };

function pairUp<Thing>(was: readonly Thing[], now: readonly Thing[], keyOf: (thing: Thing) => string): Pair<Thing>[] {
  const old = new Map(was.map((thing) => [keyOf(thing), thing]));
  const present = new Set(now.map(keyOf));
  return [
    ...now.map((thing) => ({ was: old.get(keyOf(thing)) ?? null, now: thing })),
    ...was.filter((thing) => !present.has(keyOf(thing))).map((thing) => ({ was: thing, now: null })),
  ];
}

type Row = { key: string; group: MeasureGroup; row: ReportMeasure };
const rowsOf = ({ measures }: ReportContent): Row[] =>
  measures.flatMap((group) => group.rows.map((row) => ({ key: row.key, group, row })));

function compareMeasures(before: ReportContent, after: ReportContent): string[] {
  return pairUp(rowsOf(before), rowsOf(after), ({ key }) => key).flatMap(({ was, now }) => {
    const [known] = [now ?? was].flatMap((each) => each ?? []);
    if (!known) return [];
    const name = `${known.group.title}, ${known.row.label}`;
    if (!was) return [`${name}: new, ${sayValue(known.row.difference, known.row, true)}.`];
    if (!now) return [`${name}: no longer among the measures.`];
    const [old, present] = now.group.sides;
    const pair: [ReportMeasure, ReportMeasure] = [was.row, now.row];
    return [
      ...sayPart(pair, "before", `${name}, ${old}`),
      ...sayPart(pair, "after", `${name}, ${present}`),
      ...sayPart(pair, "difference", `${name}, change`),
      ...(was.row.test === now.row.test
        ? []
        : [`${name}: the test says “${now.row.test ?? "nothing"}”, before “${was.row.test ?? "nothing"}”.`]),
    ];
  });
}

function compareRounds(before: ReportContent, after: ReportContent): string[] {
  return pairUp(before.rounds, after.rounds, ({ id }) => id).flatMap(({ was, now }) => {
    if (!was) return now ? [`Round “${now.name}” is new: ${sayRound(now)}.`] : [];
    if (!now) return [`Round “${was.name}” is not among the closed rounds any more.`];
    if (sameValue(was, now)) return [];
    const [old, present] = [sayRound(was), sayRound(now)];
    return [
      old === present
        ? `Round “${now.name}”: its readings, rule or agreement changed.`
        : `Round “${now.name}”: ${old} → ${present}.`,
    ];
  });
}

const sayRound = ({ rate, verdict, ruleVersion }: ReportRound): string =>
  `${rate ? formatEstimate(rate, { scale: "share" }) : "no rate"}, ${verdict ?? "no verdict"} by version ${ruleVersion} of the rule`;

function compareRests(before: ReportContent, after: ReportContent): string[] {
  const nameOf = ({ kind, title }: RestedOn) => `${kind} “${title}”`;
  return pairUp(before.restsOn, after.restsOn, ({ kind, id }) => `${kind} ${id}`).flatMap(({ was, now }) => {
    if (!was) return now ? [`It rests on ${nameOf(now)} now.`] : [];
    if (!now) return [`It does not rest on ${nameOf(was)} any more.`];
    if (was.digest !== now.digest) return [`The content of ${nameOf(now)} is another one.`];
    return was.detail === now.detail ? [] : [`${nameOf(now)}: ${was.detail} → ${now.detail}.`];
  });
}

function compareWords(before: ReportContent, after: ReportContent): string[] {
  const verdict = `${after.verdict.claim} ${after.verdict.evidence}`;
  const gone = before.cautions.filter((each) => !after.cautions.includes(each));
  const added = after.cautions.filter((each) => !before.cautions.includes(each));
  return [
    ...(before.standing === after.standing ? [] : [`It was ${before.standing} and is ${after.standing}.`]),
    ...(before.subject.name === after.subject.name ? [] : [`Its name was “${before.subject.name}”.`]),
    ...(sameValue(before.verdict, after.verdict)
      ? []
      : [`The answer was “${before.verdict.claim} ${before.verdict.evidence}” and is “${verdict}”.`]),
    ...added.map((each) => `New to be known: ${each}`),
    ...gone.map((each) => `No longer to be known: ${each}`),
  ];
}

function compareCosts({ cost: was }: ReportContent, { cost: now }: ReportContent): string[] {
  const spoken = ({ deviceSeconds, readingSeconds, money, currency }: ReportContent["cost"]) =>
    [
      `${formatDuration(deviceSeconds)} of devices`,
      readingSeconds === null ? "no person’s reading" : `${formatDuration(readingSeconds)} of reading`,
      money === null ? "no price" : `${formatNumber(money)} ${currency ?? ""}`.trim(),
    ].join(", ");
  return sameValue(was, now) ? [] : [`Cost: ${spoken(was)} → ${spoken(now)}.`];
}

const sayFlow = ({ counts, left }: ReportContent["flow"][number]) =>
  [
    ...counts.map(({ count, of }) => `${count} ${of}`),
    ...left.map(({ count, of, reason }) => `${count} ${of} left out (${reason})`),
  ].join(", ");

function compareFlows(before: ReportContent, after: ReportContent): string[] {
  return pairUp(before.flow, after.flow, ({ key }) => key).flatMap(({ was, now }) => {
    if (!was) return now ? [`New in the flow, “${now.title}”: ${sayFlow(now)}.`] : [];
    if (!now) return [`No longer in the flow: “${was.title}”.`];
    return sayFlow(was) === sayFlow(now) ? [] : [`Flow, “${now.title}”: ${sayFlow(was)} → ${sayFlow(now)}.`];
  });
}

function compareSettings(before: ReportContent, after: ReportContent): string[] {
  return pairUp(before.settings, after.settings, ({ name }) => name).flatMap(({ was, now }) =>
    was?.value === now?.value
      ? []
      : [`${now?.name ?? was?.name}: ${was?.value ?? "not set"} → ${now?.value ?? "not set"}.`],
  );
}

/** What is otherwise than in the report before, each in words; one sentence where nothing is. */
export function compareReports(before: ReportContent, after: ReportContent): string[] {
  const lines = [
    ...compareWords(before, after),
    ...compareMeasures(before, after),
    ...compareRounds(before, after),
    ...compareFlows(before, after),
    ...compareCosts(before, after),
    ...compareSettings(before, after),
    ...(sameValue(before.methods, after.methods) ? [] : ["The methods are worded otherwise."]),
    ...compareRests(before, after),
  ];
  return lines.length > 0
    ? lines
    : [`Nothing but the number of the report: it says what report ${before.number} said.`];
}
