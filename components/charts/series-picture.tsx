import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { drawnRange } from "./plot-geometry";
import { type PlotSize, plotScales } from "./plot-scales";
import type { PreparedLines } from "./prepare-lines";
import type { Scale } from "./series-input";
import { SeriesLayer } from "./series-layer";

/** What a chart draws, and how it is called in a file of its own. */
export type Picture = { prepared: PreparedLines; scale: Scale; smoothing: boolean; title: string };

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
export function picturedLines({ prepared, scale, smoothing }: Picture, size: PlotSize): Element[] {
  if (!prepared.x || !prepared.y) return [];
  const scales = plotScales(drawnRange(prepared.x), prepared.y, scale, size);
  return drawOnce(<SeriesLayer prepared={prepared} smoothing={smoothing} scales={scales} />);
}

/** Title above and legend below: outside of the page a picture has no other words. */
export function picturedWords({ prepared, title }: Picture, { width, height }: PlotSize) {
  const legend = prepared.series.length > 1 ? prepared.series : [];
  const total = HEAD + height + legend.length * ROW + (legend.length > 0 ? 8 : 0);
  const nodes = drawOnce(
    <g fontSize={11}>
      <text x={12} y={17} fontSize={13} fontWeight={600} fill="var(--ink)">
        {title}
      </text>
      {legend.map(({ id, label, style }, index) => (
        <g key={id} transform={`translate(12,${HEAD + height + 6 + index * ROW})`}>
          <path d="M0,5H24" stroke={style.color} strokeWidth={2} strokeDasharray={style.dash || undefined} />
          <text x={32} y={9} fill="var(--ink)">
            {label}
          </text>
        </g>
      ))}
    </g>,
  );
  return { nodes, size: { width, height: total }, above: HEAD };
}
