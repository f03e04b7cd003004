import { PLOT } from "./plot-geometry";
import type { PlotScales } from "./plot-scales";
import type { PreparedLines, PreparedSeries } from "./prepare-lines";
import { findSpikes, hasSpikes, isBanded, MOST_BANDS, pointsInSight, strengths } from "./series-paths";
import type { Point, Stretch } from "./split-stretches";

type Pen = {
  context: CanvasRenderingContext2D;
  scales: PlotScales;
  /** A colour as the canvas takes it: tokens are known to style sheets alone. */
  resolve: (color: string) => string;
};

function traceLine({ context, scales }: Pen, points: readonly Point[], pick: (point: Point) => number): void {
  context.beginPath();
  for (const point of points) context.lineTo(scales.x(point.x), scales.y(pick(point)));
  context.stroke();
}

function fillBand({ context, scales }: Pen, points: readonly Point[], opacity: number): void {
  context.beginPath();
  for (const point of points) context.lineTo(scales.x(point.x), scales.y(point.max));
  for (let index = points.length - 1; index >= 0; index--) {
    const point = points[index] as Point;
    context.lineTo(scales.x(point.x), scales.y(point.min));
  }
  context.globalAlpha = opacity;
  context.fill();
  context.globalAlpha = 1;
}

function drawSingle({ context, scales }: Pen, point: Point): void {
  const [x, y] = [scales.x(point.x), scales.y(point.mean)];
  if (point.max > point.min) {
    context.beginPath();
    context.moveTo(x, scales.y(point.min));
    context.lineTo(x, scales.y(point.max));
    context.stroke();
  }
  context.beginPath();
  context.arc(x, y, 2.5, 0, 2 * Math.PI);
  context.fill();
}

function strokeSpikes({ context, scales }: Pen, points: readonly Point[]): void {
  const spikes = findSpikes(points, scales);
  if (spikes.length === 0) return;
  context.beginPath();
  for (const { x, from, to } of spikes) {
    context.moveTo(x, from);
    context.lineTo(x, to);
  }
  context.lineWidth = 1;
  context.stroke();
}

/** The same picture as `SeriesLayer`, on a canvas: a hundred lines in a few milliseconds. */
export function drawLines(pen: Pen, prepared: PreparedLines, smoothing: boolean): void {
  const { context, scales, resolve } = pen;
  const { width, height } = scales.size;
  const strength = strengths(prepared.series.length, smoothing);
  context.clearRect(0, 0, width, height);
  context.save();
  context.beginPath();
  context.rect(PLOT.left, PLOT.top - 2, width - PLOT.left - PLOT.right, height - PLOT.top - PLOT.bottom + 4);
  context.clip();
  context.lineJoin = "round";
  const dashes = (dash: string) => context.setLineDash(dash ? dash.split(" ").map(Number) : []);
  const inColour = (draw: (stretch: Stretch, series: PreparedSeries) => void) => {
    for (const series of prepared.series) {
      context.strokeStyle = context.fillStyle = resolve(series.style.color);
      for (const { attempt, points } of series.stretches) {
        const inSight = pointsInSight(points, scales);
        if (inSight.length > 0) draw({ attempt, points: inSight }, series);
      }
    }
  };
  // All bands lie under all lines.
  inColour((stretch, series) => {
    if (stretch.points.length < 2 || !isBanded(stretch)) return;
    dashes("");
    if (series.seeds || prepared.series.length <= MOST_BANDS) fillBand(pen, stretch.points, strength.band);
    if (hasSpikes(series)) strokeSpikes(pen, stretch.points);
  });
  inColour(({ points }, { style: { dash } }) => {
    const [only] = points;
    context.lineWidth = 1.5;
    dashes("");
    if (points.length === 1 && only) return drawSingle(pen, only);
    context.lineWidth = strength.rawWidth;
    context.globalAlpha = strength.raw;
    if (!smoothing) dashes(dash);
    traceLine(pen, points, (point) => point.mean);
    context.globalAlpha = 1;
    if (!smoothing) return;
    dashes(dash);
    context.lineWidth = strength.smoothWidth;
    traceLine(pen, points, (point) => point.smooth);
  });
  context.fillStyle = resolve("var(--bad)");
  for (const mark of prepared.series.flatMap((series) => series.nonFinite)) {
    const x = scales.x(mark.x);
    context.beginPath();
    context.moveTo(x - 4, PLOT.top);
    context.lineTo(x + 4, PLOT.top);
    context.lineTo(x, PLOT.top + 7);
    context.fill();
  }
  context.restore();
}
