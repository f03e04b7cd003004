"use client";

import dynamic from "next/dynamic";
import { useCallback, useRef, useState } from "react";
import { formatCount } from "@/domain/format/number";
import { describeMetric } from "@/domain/metrics/metric-words";
import { useUrlParams } from "../run/use-url-params";
import { Card, CardHeader } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { loadPart } from "../ui/load-part";
import { HeadCell } from "../ui/table";
import { useFixedRows } from "../ui/use-fixed-rows";
import { ExampleRow } from "./example-row";
import { SortHead } from "./sort-head";
import { type ExamplesRequest, useComparedPages } from "./use-compared-pages";
import type { Arm } from "./use-comparison";

const ComparedDialog = dynamic(
  () => loadPart(() => import("./compared-dialog").then((module) => module.ComparedDialog)),
  { ssr: false },
);

type Sort = NonNullable<ExamplesRequest["sort"]>;
const SORTS: readonly Sort[] = ["disagreement", "difference", "candidate", "baseline", "position"];
const ROW_HEIGHT = 36;
const HEAD_HEIGHT = 32;

type ExamplesCardProps = { project: string; definition: string; baseline: Arm; candidate: Arm };

/** The shared examples, where A and B disagree most first; a row opens what both wrote. */
export function ExamplesCard({ project, definition, baseline, candidate }: ExamplesCardProps) {
  const { params, set } = useUrlParams();
  const sort = SORTS.find((one) => one === params.get("sort")) ?? "disagreement";
  const direction = params.get("direction") === "asc" ? "asc" : "desc";
  const [open, setOpen] = useState<number | null>(null);
  const [total, setTotal] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useFixedRows(scroller, { count: total, rowHeight: ROW_HEIGHT, overscan: 12, head: HEAD_HEIGHT });
  const { reveal } = shown;
  const evaluations = (arm: Arm) => arm.evaluatedOn.map(({ evaluationId }) => evaluationId);
  const sides = { candidate: evaluations(candidate), baseline: evaluations(baseline) };
  const first = Math.min(shown.first, open ?? Number.POSITIVE_INFINITY);
  const last = Math.max(shown.last, open ?? 0);
  const pages = useComparedPages({ project, ...sides, definition, sort, direction }, first, last);
  if (pages.total !== null && pages.total !== total) setTotal(pages.total);
  const move = useCallback(
    (by: 1 | -1) =>
      setOpen((at) => {
        const next = Math.min(total - 1, Math.max(0, (at ?? 0) + by));
        reveal(next);
        return next;
      }),
    [total, reveal],
  );
  const head = (wanted: Sort, label: string) => (
    <SortHead
      label={label}
      numeric={wanted !== "position"}
      direction={sort === wanted ? direction : null}
      onSort={() =>
        set({
          sort: wanted === "disagreement" ? null : wanted,
          direction: wanted === sort && direction === "desc" ? "asc" : null,
        })
      }
    />
  );
  const opened = open === null ? undefined : pages.rows.get(open);
  const visible = total === 0 ? [] : Array.from({ length: shown.last - shown.first + 1 }, (_, at) => shown.first + at);
  const bottom = shown.height - shown.top - visible.length * ROW_HEIGHT;
  const averaged = sides.candidate.length > 1 || sides.baseline.length > 1;
  return (
    <Card>
      <CardHeader
        title="Examples"
        remark={`${formatCount(total)} shared, by ${describeMetric(definition).title}${sort === "disagreement" ? ", largest disagreement first" : ""}${averaged ? "; values are means over seeds" : ""}`}
      />
      {pages.error ? <ErrorState what="The examples" error={pages.error} onRetry={pages.retry} /> : null}
      <div
        ref={scroller}
        onScroll={shown.onScroll}
        className="max-h-[60vh] overflow-auto"
        style={{ minHeight: pages.total === null ? 360 : undefined }}
      >
        <table className="w-full border-collapse text-sm" aria-rowcount={total + 1}>
          <thead className="sticky top-0 z-10 bg-surface">
            <tr aria-rowindex={1}>
              {head("position", "Example")}
              <HeadCell>Section</HeadCell>
              {head("baseline", "A")}
              {head("candidate", "B")}
              {head("difference", "Difference")}
              {head("disagreement", "Disagreement")}
            </tr>
          </thead>
          <tbody>
            {shown.top > 0 ? <tr aria-hidden style={{ height: shown.top }} /> : null}
            {visible.map((index) => (
              <ExampleRow
                key={index}
                index={index}
                row={pages.rows.get(index)}
                open={index === open}
                onOpen={() => setOpen(index)}
              />
            ))}
            {bottom > 0 ? <tr aria-hidden style={{ height: bottom }} /> : null}
          </tbody>
        </table>
      </div>
      {opened && open !== null ? (
        <ComparedDialog
          project={project}
          example={opened.exampleId}
          baseline={baseline}
          candidate={candidate}
          place={`${formatCount(open + 1)} of ${formatCount(total)} in this order`}
          onClose={() => setOpen(null)}
          onMove={move}
        />
      ) : null}
    </Card>
  );
}
