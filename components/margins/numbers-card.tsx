"use client";

import { formatCount } from "@/domain/format/number";
import { BUCKET_WORDS } from "@/domain/margins/pair-record";
import { Card, CardHeader } from "../ui/card";
import { EstimateText } from "../ui/number/estimate-text";
import { ScrollRegion } from "../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { isReference } from "./bucket-rows";
import type { Margins } from "./margin-words";

const COLUMNS = [
  { name: "margin", label: "Mean margin, nats", scale: "number" },
  { name: "accuracy", label: "Chosen preferred", scale: "share" },
  { name: "belowThreshold", label: "Below the line of Δ", scale: "share" },
] as const;

/** Below that many clusters a bootstrap over them is too sure of itself. */
const FEWEST_GROUPS = 10;

/** What margins come to by label; of the reference itself there is nothing to say. */
export function NumbersCard({ margins: { buckets, beforeStep, afterStep } }: { margins: Margins }) {
  const rows = buckets.flatMap(({ bucket, before, after }) => [
    ...(before && before.pairs > 0 && !isReference(before) ? [{ bucket, step: beforeStep, side: before }] : []),
    { bucket, step: afterStep, side: after },
  ]);
  const few = buckets.some(({ after }) => Number(after.estimates.margin.parameters.groups) < FEWEST_GROUPS);
  return (
    <Card>
      <CardHeader title="In numbers" remark="95 % intervals, by resampling patients or documents" />
      <ScrollRegion aria-label="Margins in numbers" className="overflow-x-auto">
        <Table>
          <thead>
            <tr>
              <HeadCell>Pairs</HeadCell>
              <HeadCell numeric>Step</HeadCell>
              <HeadCell numeric>n</HeadCell>
              {COLUMNS.map(({ name, label }) => (
                <HeadCell key={name} numeric>
                  {label}
                </HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ bucket, step, side }) => (
              <Row key={`${bucket} ${step}`}>
                <Cell className="whitespace-nowrap">{BUCKET_WORDS[bucket]}</Cell>
                <Cell numeric>{step}</Cell>
                <Cell numeric>{formatCount(side.pairs)}</Cell>
                {COLUMNS.map(({ name, scale }) => (
                  <Cell key={name} numeric>
                    {name === "belowThreshold" && bucket !== "01" ? (
                      <span className="text-muted">Δ asks nothing</span>
                    ) : (
                      <EstimateText estimate={side.estimates[name]} scale={scale} hideSample />
                    )}
                  </Cell>
                ))}
              </Row>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      {few ? (
        <p className="mt-2 text-sm text-undecided">
          Pairs of fewer than {FEWEST_GROUPS} patients or documents: their intervals are narrower than the truth.
        </p>
      ) : null}
    </Card>
  );
}
