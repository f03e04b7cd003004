"use client";

import { Dialog } from "../ui/dialog";
import { NumberText } from "../ui/number/number-text";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import type { PreparedLines } from "./prepare-lines";

const MOST_ROWS = 500;

type ChartTableProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  prepared: PreparedLines;
  xName: string;
  formatX: (x: number) => string;
};

/** The drawn buckets in rows; "500 of 1,000" where there are more. */
export function ChartTable({ open, onOpenChange, title, prepared, xName, formatX }: ChartTableProps) {
  const rows = prepared.series.flatMap((series) =>
    series.stretches.flatMap((stretch) =>
      stretch.points.map((point) => ({ label: series.label, attempt: stretch.attempt, point })),
    ),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={
        rows.length > MOST_ROWS
          ? `First ${MOST_ROWS} of ${rows.length} drawn points; the CSV has all.`
          : `${rows.length} drawn points.`
      }
    >
      <Table>
        <thead>
          <tr>
            {prepared.series.length > 1 ? <HeadCell>series</HeadCell> : null}
            <HeadCell numeric>attempt</HeadCell>
            <HeadCell numeric>{xName}</HeadCell>
            <HeadCell numeric>mean</HeadCell>
            <HeadCell numeric>min</HeadCell>
            <HeadCell numeric>max</HeadCell>
            <HeadCell numeric>n</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map(({ label, attempt, point }) => (
            <Row key={`${label} ${attempt} ${point.x}`}>
              {prepared.series.length > 1 ? <Cell>{label}</Cell> : null}
              <Cell numeric>{attempt}</Cell>
              <Cell numeric>{formatX(point.x)}</Cell>
              <Cell numeric>
                <NumberText value={point.mean} />
              </Cell>
              <Cell numeric>
                <NumberText value={point.min} />
              </Cell>
              <Cell numeric>
                <NumberText value={point.max} />
              </Cell>
              <Cell numeric>{point.n}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Dialog>
  );
}
