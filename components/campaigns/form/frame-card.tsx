"use client";

import { formatCount, formatCounted, formatNumber } from "@/domain/format/number";
import type { RouterOutputs } from "../../layout/trpc";
import { Card, CardHeader } from "../../ui/card";
import { Cell, HeadCell, Row, Table } from "../../ui/table";

type Frame = RouterOutputs["campaigns"]["frame"];

/** What the source holds and what this design would draw from it. */
export function FrameCard({ frame, stale }: { frame: Frame; stale: boolean }) {
  const strata = frame.strata.filter(({ name }) => name !== "");
  return (
    <Card className="text-sm">
      <CardHeader title="What is drawn" remark={stale ? "counting…" : undefined} />
      <p>
        {formatCounted(frame.drawn, "source")} of {formatCount(frame.items)}, as {formatCounted(frame.cases, "case")}.
      </p>
      <p className="mt-1 text-xs text-muted">
        {frame.arms.length === 0 ? "No arms are told apart." : `Arms, hidden from readers: ${frame.arms.join(", ")}.`}
      </p>
      {frame.leftOut.map(({ reason, notes }) => (
        <p key={reason} className="mt-1 text-xs text-undecided">
          {formatCounted(notes, "note")} left out: {reason}.
        </p>
      ))}
      {strata.length > 0 ? (
        <Table className="mt-2 text-xs" aria-label="Strata">
          <thead>
            <tr>
              <HeadCell>Stratum</HeadCell>
              <HeadCell numeric>There</HeadCell>
              <HeadCell numeric>Drawn</HeadCell>
              <HeadCell numeric>Weight</HeadCell>
            </tr>
          </thead>
          <tbody>
            {strata.map(({ name, items, drawn, weight }) => (
              <Row key={name}>
                <Cell>{name}</Cell>
                <Cell numeric>{formatCount(items)}</Cell>
                <Cell numeric>{formatCount(drawn)}</Cell>
                <Cell numeric>{formatNumber(weight)}</Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      ) : null}
    </Card>
  );
}
