"use client";

import { type ReactNode, useRef } from "react";
import { classNames } from "../ui/class-names";
import { useSeen } from "./use-seen";

/** Divided by one, two and three columns, so that a block ends with a whole row in each. */
const BLOCK = 24;
/** Fewer are all there at once. */
const FEW = 2 * BLOCK;
const GAP = 12;

export type ChartColumns = "1" | "2" | "3";

export function readColumns(text: string | null): ChartColumns {
  return text === "1" || text === "3" ? text : "2";
}

type ChartGridProps = {
  keys: readonly string[];
  /** Classes of the grid, which also say by `--columns` how many there are. */
  layout: string;
  /** Of a chart with what stands around it. */
  height: number;
  children: (key: string) => ReactNode;
};

/** Charts side by side; of thousands only those blocks are there that came near the screen, the others keep their room. */
export function ChartGrid({ keys, layout, height, children }: ChartGridProps) {
  const grid = classNames("grid gap-3", layout);
  if (keys.length <= FEW) return <div className={grid}>{keys.map(children)}</div>;
  const blocks = Array.from({ length: Math.ceil(keys.length / BLOCK) }, (_, at) =>
    keys.slice(at * BLOCK, (at + 1) * BLOCK),
  );
  return (
    <div className="grid gap-3">
      {blocks.map((block) => (
        <ChartBlock key={block[0]} keys={block} grid={grid} height={height}>
          {children}
        </ChartBlock>
      ))}
    </div>
  );
}

type ChartBlockProps = Pick<ChartGridProps, "keys" | "height" | "children"> & { grid: string };

function ChartBlock({ keys, grid, height, children }: ChartBlockProps) {
  const place = useRef<HTMLDivElement>(null);
  const seen = useSeen(place);
  const cells = Math.ceil(keys.length / 6) * 6;
  return (
    <div ref={place} className={grid}>
      {seen ? (
        keys.map(children)
      ) : (
        <div
          className="col-span-full"
          style={{ height: `calc(${cells} / var(--columns) * ${height + GAP}px - ${GAP}px)` }}
        />
      )}
    </div>
  );
}
