import type { ForestPanel, ForestRow } from "./forest-layout";
import { escapeXml } from "./xml-text";

/** Ink on white, for paper: the tokens of the light theme. */
const INK = {
  text: "#1a1f2b",
  muted: "#5b6472",
  line: "#c9ced8",
  better: "#0f7a4f",
  worse: "#b3261e",
  undecided: "#7a5a00",
  unjudged: "#1a1f2b",
} as const;

export const SVG_WIDTH = 515;
const [LABEL, PLOT, ROW, HEAD, AXIS] = [150, 205, 17, 18, 18];
const [LEFT, WORDS] = [LABEL + 5, LABEL + PLOT + 15];

const MOST_LABEL = 30;
const shorten = (label: string) => (label.length > MOST_LABEL ? `${label.slice(0, MOST_LABEL - 1)}…` : label);

type At = { x: number; y: number; anchor?: "start" | "middle" | "end"; size?: number; fill?: string; bold?: boolean };

function text(words: string, { x, y, anchor = "start", size = 8, fill = INK.text, bold = false }: At): string {
  const weight = bold ? ' font-weight="bold"' : "";
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" text-anchor="${anchor}"${weight}>${escapeXml(words)}</text>`;
}

const placeOf = (share: number): string => (LEFT + share * PLOT).toFixed(2);

function drawRow(row: ForestRow, y: number): string {
  const middle = y + ROW / 2;
  const ink = INK[row.judgement];
  const bar =
    row.low === null || row.high === null
      ? ""
      : `<line x1="${placeOf(row.low)}" x2="${placeOf(row.high)}" y1="${middle}" y2="${middle}" stroke="${ink}" stroke-width="1.4"/>`;
  const fill = row.mark === "old" ? "#ffffff" : ink;
  const dot =
    row.at === null
      ? ""
      : `<circle cx="${placeOf(row.at)}" cy="${middle}" r="3" fill="${fill}" stroke="${ink}" stroke-width="1.2"/>`;
  const base = middle + 3;
  const said = row.judgement === "unjudged" ? row.words : `${row.words}, ${row.judgement}`;
  return [
    text(shorten(row.label), { x: 0, y: base }),
    bar,
    dot,
    text(said, { x: WORDS, y: base, size: 7.5, fill: ink }),
  ].join("");
}

const heightOf = ({ rows }: ForestPanel) => HEAD + rows.length * ROW + AXIS;

function drawPanel(panel: ForestPanel, top: number): string {
  const [first, last] = [top + HEAD, top + HEAD + panel.rows.length * ROW];
  const zero =
    panel.reference === null
      ? ""
      : `<line x1="${placeOf(panel.reference)}" x2="${placeOf(panel.reference)}" y1="${first}" y2="${last}" stroke="${INK.muted}" stroke-width="0.8" stroke-dasharray="3 2"/>`;
  const axis = `<line x1="${LEFT}" x2="${LEFT + PLOT}" y1="${last}" y2="${last}" stroke="${INK.line}" stroke-width="0.8"/>`;
  const ticks = panel.ticks.map(({ at, text: words }) =>
    text(words, { x: Number(placeOf(at)), y: last + 10, anchor: "middle", size: 7, fill: INK.muted }),
  );
  const rows = panel.rows.map((row, at) => drawRow(row, first + at * ROW));
  return [text(panel.title, { x: 0, y: top + 12, size: 8.5, bold: true }), zero, axis, ...ticks, ...rows].join("");
}

export type ForestPicture = { svg: string; height: number };

/** One panel as a picture for paper; the words at the right say what the marks show. */
export function writePanelSvg(panel: ForestPanel): ForestPicture {
  const height = heightOf(panel);
  return { svg: wrap(drawPanel(panel, 0), height), height };
}

const wrap = (inner: string, height: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${SVG_WIDTH}" height="${height}" viewBox="0 0 ${SVG_WIDTH} ${height}" font-family="Roboto, Helvetica, Arial, sans-serif">${inner}</svg>`;

/** All panels below each other. */
export function writeForestSvg(panels: readonly ForestPanel[]): string {
  let top = 0;
  const drawn = panels.map((panel) => {
    const at = top;
    top += heightOf(panel);
    return drawPanel(panel, at);
  });
  return wrap(drawn.join(""), top);
}
