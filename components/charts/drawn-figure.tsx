"use client";

import { type ReactNode, useRef, useState } from "react";
import { formatNumber } from "@/domain/format/number";
import { Dialog } from "../ui/dialog";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { ChartMenu } from "./chart-menu";
import { type CsvCell, writeRowsCsv } from "./rows-csv";
import type { LegendLine } from "./series-picture";

/** What is drawn as rows: the table on screen and the file hold the same. */
export type DrawnRows = { heads: readonly string[]; rows: readonly (readonly CsvCell[])[] };

type DrawnFigureProps = {
  /** Told to those who do not see it; names its files. */
  name: string;
  caption: ReactNode;
  legend?: readonly LegendLine[];
  data: () => DrawnRows;
  children: ReactNode;
};

/** A chart with its caption, copied and saved as picture and as numbers. */
export function DrawnFigure({ name, caption, legend = [], data, children }: DrawnFigureProps) {
  const frame = useRef<HTMLElement>(null);
  const [tabled, setTabled] = useState<DrawnRows | null>(null);
  const csv = () => {
    const { heads, rows } = data();
    return writeRowsCsv(heads, rows);
  };
  return (
    <figure ref={frame} aria-label={name} className="min-w-0">
      <figcaption className="flex min-h-8 items-center gap-2 text-xs text-muted">
        <span className="min-w-0">{caption}</span>
        <span className="-mr-2 ml-auto print:hidden">
          <ChartMenu
            name={name}
            frame={frame}
            picture={{ title: name, legend }}
            csv={csv}
            onTable={() => setTabled(data())}
          />
        </span>
      </figcaption>
      {children}
      {tabled ? <RowsDialog name={name} data={tabled} onClose={() => setTabled(null)} /> : null}
    </figure>
  );
}

function RowsDialog({ name, data: { heads, rows }, onClose }: { name: string; data: DrawnRows; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose} title={name}>
      <Table>
        <thead>
          <tr>
            {heads.map((head, column) => (
              <HeadCell key={head} numeric={typeof rows[0]?.[column] === "number"}>
                {head}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.join()}>
              {heads.map((head, column) => {
                const value = row[column] ?? null;
                return (
                  <Cell key={head} numeric={typeof value === "number"}>
                    {typeof value === "number" ? formatNumber(value) : value}
                  </Cell>
                );
              })}
            </Row>
          ))}
        </tbody>
      </Table>
    </Dialog>
  );
}
