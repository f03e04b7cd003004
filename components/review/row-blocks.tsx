import type { ReactNode } from "react";

const ROWS_A_BLOCK = 50;
/** So many the browser lays out without being asked to leave any aside. */
const FEW = 200;

/** Rows of a long text in blocks, of which the browser draws those that are near the window. */
export function RowBlocks({ rows }: { rows: readonly ReactNode[] }) {
  if (rows.length <= FEW) return rows;
  const blocks = Array.from({ length: Math.ceil(rows.length / ROWS_A_BLOCK) }, (_, index) => index * ROWS_A_BLOCK);
  return blocks.map((from) => (
    <div key={from} role="none" className="[contain-intrinsic-size:auto_130em] [content-visibility:auto]">
      {rows.slice(from, from + ROWS_A_BLOCK)}
    </div>
  ));
}
