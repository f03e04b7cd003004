import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { drawnRange } from "./plot-geometry";
import { type PlotSize, plotScales } from "./plot-scales";
import type { PreparedLines } from "./prepare-lines";
import type { Scale } from "./series-input";
import { SeriesLayer } from "./series-layer";

type LinesPicture = { prepared: PreparedLines; scale: Scale; smoothing: boolean; title: string };
export type LegendLine = { id: string; label: string; color: string; dash?: string };
/** A chart whose drawing is a vector already. */
type DrawnPicture = { title: string; legend: readonly LegendLine[] };
/** What a chart draws, and how it is called in a file of its own. */
export type Picture = LinesPicture | DrawnPicture;

const ROW = 16;
const HEAD = 26;

function drawOnce(node: ReactNode): Element[] {
  const host = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const root = createRoot(host);
  flushSync(() => root.render(node));
  const drawn = [...host.children].map((child) => child.cloneNode(true)).filter((child) => child instanceof Element);
  root.unmount();
  return drawn;
}

/** The lines as vectors, whatever draws them on screen. */
export function picturedLines(picture: Picture, size: PlotSize): Element[] {
  if (!("prepared" in picture)) return [];
  const { prepared, scale, smoothing } = picture;
  if (!prepared.x || !prepared.y) return [];
  const scales = plotScales(drawnRange(prepared.x), prepared.y, scale, size);
  return drawOnce(<SeriesLayer prepared={prepared} smoothing={smoothing} scales={scales} />);
}

function legendOf(picture: Picture): readonly LegendLine[] {
  if (!("prepared" in picture)) return picture.legend;
  const { series } = picture.prepared;
  return series.length > 1 ? series.map(({ id, label, style }) => ({ id, label, ...style })) : [];
}

/** Title above and legend below: outside of the page a picture has no other words. */
export function picturedWords(picture: Picture, { width, height }: PlotSize) {
  const { title } = picture;
  const legend = legendOf(picture);
  const total = HEAD + height + legend.length * ROW + (legend.length > 0 ? 8 : 0);
  const nodes = drawOnce(
    <g fontSize={11}>
      <text x={12} y={17} fontSize={13} fontWeight={600} fill="var(--ink)">
        {title}
      </text>
      {legend.map(({ id, label, color, dash }, index) => (
        <g key={id} transform={`translate(12,${HEAD + height + 6 + index * ROW})`}>
          <path d="M0,5H24" stroke={color} strokeWidth={2} strokeDasharray={dash || undefined} />
          <text x={32} y={9} fill="var(--ink)">
            {label}
          </text>
        </g>
      ))}
    </g>,
  );
  return { nodes, size: { width, height: total }, above: HEAD };
}
