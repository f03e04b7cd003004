"use client";

import { formatCounted } from "@/domain/format/number";
import type { LabelCheck } from "@/domain/labels/label-import";
import { Card, CardHeader } from "../../ui/card";
import { CountText } from "../../ui/number/count-text";
import { Cell, HeadCell, Row, Table } from "../../ui/table";

const MOST_SHOWN = 100;

export function LabelsFacts({ check }: { check: LabelCheck }) {
  const facts: [string, number][] = [
    ["Items", check.items],
    ["Readers", check.readers.length],
    ["Labels", check.labels],
    ["of them with an error", check.positive],
    ["Cells without a label", check.missing],
    ["Places in notes", check.marks],
    ["Items with their text", check.withText],
  ];
  return (
    <Card className="text-sm">
      <CardHeader title="What the file holds" />
      <dl className="grid grid-cols-[1fr_auto] gap-y-1">
        {facts.map(([word, count]) => (
          <div key={word} className="contents">
            <dt className="text-muted">{word}</dt>
            <dd className="text-right">
              <CountText value={count} />
            </dd>
          </div>
        ))}
      </dl>
      {check.readers.length > 0 ? (
        <p className="mt-2 break-words text-xs text-muted">
          {check.readers.slice(0, 12).join(", ")}
          {check.readers.length > 12 ? " …" : ""}
        </p>
      ) : null}
    </Card>
  );
}

/** What must be put right before anything is stored, by row. */
export function LabelsProblems({ check }: { check: LabelCheck }) {
  if (check.problemCount === 0) {
    return (
      <p role="status" className="rounded-md bg-good-soft p-2.5 text-sm text-good">
        Every {check.counted} can be read.
      </p>
    );
  }
  return (
    <section aria-label="Problems" className="grid gap-2 text-sm">
      <p role="alert" className="rounded-md bg-bad-soft p-2.5 text-bad">
        {formatCounted(check.problemCount, "problem")}; nothing is stored while there is one.
      </p>
      <Table aria-label="Problems by row">
        <thead>
          <tr>
            <HeadCell numeric>{check.counted === "task" ? "Task" : "Row"}</HeadCell>
            <HeadCell>Column</HeadCell>
            <HeadCell>What is wrong</HeadCell>
            <HeadCell>What helps</HeadCell>
          </tr>
        </thead>
        <tbody>
          {check.problems.slice(0, MOST_SHOWN).map(({ row, column, what, remedy }) => (
            <Row key={`${row} ${column} ${what}`}>
              <Cell numeric>{row ?? "all"}</Cell>
              <Cell>{column ?? ""}</Cell>
              <Cell>{what}</Cell>
              <Cell className="text-muted">{remedy}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {check.problemCount > MOST_SHOWN ? <p className="text-xs text-muted">The first {MOST_SHOWN} are shown.</p> : null}
    </section>
  );
}
