import { linearTicks } from "../charts/linear-ticks";
import type { Estimate } from "../estimate";
import { describeEstimate, type EstimateScale } from "../format/estimate";
import { withMinus } from "../format/number";
import type { Judgement } from "../judgement";
import type { MeasureGroup, ReportMeasure } from "./report-content";

export type ForestRow = {
  key: string;
  label: string;
  /** `old` is hollow; `new` and differences are full. */
  mark: "old" | "new" | "difference";
  /** Shares of the panel's width; null where the estimate is undefined or has no interval. */
  at: number | null;
  low: number | null;
  high: number | null;
  words: string;
  judgement: Judgement;
};

export type ForestPanel = {
  key: string;
  title: string;
  /** No difference, as a share of the width; null where levels are shown. */
  reference: number | null;
  ticks: { at: number; text: string }[];
  rows: ForestRow[];
};

type Drawn = { key: string; label: string; mark: ForestRow["mark"]; estimate: Estimate; measure: ReportMeasure };
type Planned = { key: string; title: string; scale: EstimateScale; reference: number | null; rows: Drawn[] };

const AIR = 0.05;

function rangeOf(rows: readonly Drawn[], reference: number | null, levels: boolean): [number, number] {
  const ends = rows.flatMap(({ estimate: { value, interval } }) =>
    value === null ? [] : [value, interval?.low ?? value, interval?.high ?? value],
  );
  const anchors = reference === null ? (levels ? [0] : []) : [reference];
  const [low, high] = [Math.min(...ends, ...anchors), Math.max(...ends, ...anchors)];
  if (!Number.isFinite(low)) return [0, 1];
  const air = (high - low || Math.abs(high) || 1) * AIR;
  return [levels && low === 0 ? 0 : low - air, high + air];
}

/** As the verdict does, which weighs more than the interval; what it does not speak of is judged by nobody. */
function judge({ mark, estimate: { state }, measure: { judgement = "unjudged" } }: Drawn): Judgement {
  return mark === "difference" && state === "defined" ? judgement : "unjudged";
}

function say({ estimate, mark }: Drawn, scale: EstimateScale, ratio: boolean): string {
  const words = describeEstimate(estimate, { scale, difference: mark === "difference" && !ratio });
  if (!words) return `undefined: ${estimate.reason}`;
  return `${words.value}${words.interval ? ` (${words.interval})` : " (no interval)"}`;
}

/** As many decimals as tell them apart. */
function writeTicks(values: readonly number[], signed: boolean): string[] {
  const plain = values.map((value) => Number(value.toPrecision(6)));
  const decimals = Math.min(4, Math.max(0, ...plain.map((value) => (String(value).split(".")[1] ?? "").length)));
  return plain.map((value) => (signed && value > 0 ? "+" : "") + withMinus(value.toFixed(decimals)));
}

function draw({ key, title, scale, reference, rows }: Planned): ForestPanel {
  const [low, high] = rangeOf(rows, reference, reference === null);
  const place = (value: number) => (value - low) / (high - low);
  const ticks = linearTicks([low, high], 4);
  const write = writeTicks(
    ticks.map((tick) => (scale === "number" ? tick : tick * 100)),
    reference === 0,
  );
  return {
    ...{ key, title },
    reference: reference === null ? null : place(reference),
    ticks: ticks.map((tick, at) => ({ at: place(tick), text: write[at] ?? "" })),
    rows: rows.map((row) => {
      const { value, interval } = row.estimate;
      return {
        ...{ key: row.key, label: row.label, mark: row.mark, words: say(row, scale, reference === 1) },
        at: value === null ? null : place(value),
        low: interval ? place(interval.low) : null,
        high: interval ? place(interval.high) : null,
        judgement: judge(row),
      };
    }),
  };
}

const rateLike = ({ key }: ReportMeasure) => /\.rate(_with_empty)?$/.test(key);
const UNITS: Record<ReportMeasure["change"], { scale: EstimateScale; reference: number; words: string }> = {
  points: { scale: "points", reference: 0, words: "change in points" },
  number: { scale: "number", reference: 0, words: "change" },
  ratio: { scale: "number", reference: 1, words: "new as a ratio of old" },
};

type Placed = { group: MeasureGroup; row: ReportMeasure };

function levelsOf(placed: readonly Placed[]): Planned[] {
  const rows = placed.flatMap(({ group: { short, sides }, row }): Drawn[] =>
    (["before", "after"] as const).flatMap((side, at) => {
      const estimate = row[side];
      if (!estimate) return [];
      const label = `${short}, ${sides[at]?.toLowerCase()}${row.key.endsWith("_with_empty") ? ", empty as wrong" : ""}`;
      return [{ key: `${row.key}.${side}`, label, mark: at === 0 ? "old" : "new", estimate, measure: row }];
    }),
  );
  if (rows.length === 0) return [];
  return [{ key: "levels", title: "Rate before and after, %", scale: "share", reference: null, rows }];
}

/** Rows that one axis can hold: of one measure, or of one group in one unit. */
function changesOf(
  placed: readonly Placed[],
  labelOf: (placed: Placed) => string,
  titleOf: (placed: Placed) => string,
) {
  const panels = new Map<string, Planned>();
  for (const each of placed) {
    const { row } = each;
    const title = `${titleOf(each)}: ${UNITS[row.change].words}`;
    const panel = panels.get(title) ?? { key: title, title, ...UNITS[row.change], rows: [] };
    const drawn = { key: `${row.key}.difference`, label: labelOf(each), mark: "difference" as const };
    panel.rows.push({ ...drawn, estimate: row.difference, measure: row });
    panels.set(title, panel);
  }
  return [...panels.values()];
}

/** Panels of the forest plot: levels, then changes of the rate, of what is watched beside it, and of what was kept. */
export function layOutForest(measures: readonly MeasureGroup[]): ForestPanel[] {
  const placed = measures.flatMap((group) => group.rows.map((row) => ({ group, row })));
  const rates = placed.filter(({ row }) => rateLike(row));
  const beside = placed.filter(({ group, row }) => !rateLike(row) && /^(seed|side)/.test(group.key));
  const others = placed.filter(({ group, row }) => !rateLike(row) && !/^(seed|side)/.test(group.key));
  const emptied = ({ row }: Placed) => (row.key.endsWith("_with_empty") ? ", empty as wrong" : "");
  return [
    ...levelsOf(rates),
    ...changesOf(
      rates,
      (each) => `${each.group.short}${emptied(each)}`,
      () => "Hallucinations",
    ),
    ...changesOf(
      beside,
      ({ group }) => group.short,
      ({ row }) => row.label.replace(/, .*$/, ""),
    ),
    ...changesOf(
      others,
      ({ row }) => row.label,
      ({ group }) => group.title,
    ),
  ].map(draw);
}
