"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { formatCount } from "@/domain/format/number";
import { describeMetric } from "@/domain/metrics/metric-words";
import type { RouterInputs } from "../layout/trpc";
import { useUrlParams } from "../run/use-url-params";
import { Card, CardHeader } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { NumberText } from "../ui/number/number-text";
import { HeadCell } from "../ui/table";
import { useFixedRows } from "../ui/use-fixed-rows";
import { DifferenceText, DisagreementBar } from "./difference-cells";
import { ExampleDialog } from "./example-dialog";
import { type ExampleRow, useExamplePages } from "./use-example-pages";

type Sort = NonNullable<RouterInputs["evaluations"]["examples"]["sort"]>;
type Direction = "asc" | "desc";
const SORTS: readonly Sort[] = ["disagreement", "difference", "candidate", "baseline", "position"];
const ROW_HEIGHT = 36;
const HEAD_HEIGHT = 32;
const OVERSCAN = 12;

type ExamplesTableProps = {
  project: string;
  run: string;
  definition: string;
  names: { candidate: string; baseline: string | null };
};

/** Every example of the evaluation, largest disagreement first; a row opens what was written. */
export function ExamplesTable({ project, run, definition, names }: ExamplesTableProps) {
  const { params, set } = useUrlParams();
  const fallback: Sort = names.baseline ? "disagreement" : "candidate";
  const sort = SORTS.find((one) => one === params.get("sort")) ?? fallback;
  const direction: Direction = params.get("direction") === "asc" ? "asc" : "desc";
  const [open, setOpen] = useState<number | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [total, setTotal] = useState(0);
  const shown = useFixedRows(scroller, {
    count: total,
    rowHeight: ROW_HEIGHT,
    overscan: OVERSCAN,
    head: HEAD_HEIGHT,
  });
  const { reveal } = shown;
  const visible = total === 0 ? [] : Array.from({ length: shown.last - shown.first + 1 }, (_, at) => shown.first + at);
  const first = Math.min(shown.first, open ?? Number.POSITIVE_INFINITY);
  const last = Math.max(shown.last, open ?? 0);
  const pages = useExamplePages({ project, run, definition, sort, direction }, first, last);
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
  const sortBy = (wanted: Sort) =>
    set({
      sort: wanted === fallback ? null : wanted,
      direction: wanted === sort && direction === "desc" ? "asc" : null,
    });
  const head = (wanted: Sort, label: string) => (
    <SortHead label={label} direction={sort === wanted ? direction : null} onSort={() => sortBy(wanted)} />
  );
  const opened = open === null ? undefined : pages.rows.get(open);
  const bottom = shown.height - shown.top - visible.length * ROW_HEIGHT;
  return (
    <Card>
      <CardHeader
        title="Examples"
        remark={`${formatCount(total)}, by ${describeMetric(definition).title}${sort === "disagreement" ? ", largest disagreement first" : ""}`}
      />
      {pages.error ? <ErrorState what="The examples" error={pages.error} onRetry={pages.retry} /> : null}
      {pages.total === 0 ? (
        <EmptyState title="No examples yet">They appear as the evaluation works through them.</EmptyState>
      ) : null}
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
              {head("candidate", names.candidate)}
              {names.baseline ? head("baseline", names.baseline) : null}
              {names.baseline ? head("difference", "Difference") : null}
              {names.baseline ? head("disagreement", "Disagreement") : null}
            </tr>
          </thead>
          <tbody>
            {shown.top > 0 ? <tr aria-hidden style={{ height: shown.top }} /> : null}
            {visible.map((index) => (
              <ExampleLine
                key={index}
                index={index}
                row={pages.rows.get(index)}
                paired={names.baseline !== null}
                open={index === open}
                onOpen={() => setOpen(index)}
              />
            ))}
            {bottom > 0 ? <tr aria-hidden style={{ height: bottom }} /> : null}
          </tbody>
        </table>
      </div>
      {opened && open !== null ? (
        <ExampleDialog
          project={project}
          run={run}
          example={opened.exampleId}
          names={names}
          place={`${formatCount(open + 1)} of ${formatCount(total)} in this order`}
          onClose={() => setOpen(null)}
          onMove={move}
        />
      ) : null}
    </Card>
  );
}

type SortHeadProps = { label: string; direction: Direction | null; onSort: () => void };

function SortHead({ label, direction, onSort }: SortHeadProps) {
  const numeric = label !== "Example";
  const Arrow = direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <HeadCell
      numeric={numeric}
      aria-sort={direction === null ? "none" : direction === "asc" ? "ascending" : "descending"}
    >
      <button type="button" onClick={onSort} className="inline-flex items-center gap-1 hover:text-ink">
        {label}
        <Arrow aria-hidden className={direction === null ? "size-3 opacity-0" : "size-3"} />
      </button>
    </HeadCell>
  );
}

type ExampleLineProps = {
  index: number;
  row: ExampleRow | undefined;
  paired: boolean;
  open: boolean;
  onOpen: () => void;
};

function ExampleLine({ index, row, paired, open, onOpen }: ExampleLineProps) {
  const value = (number: number | null | undefined) =>
    row ? <NumberText value={number ?? null} absent="undefined" /> : null;
  const cell = "h-9 px-2.5 text-right whitespace-nowrap";
  return (
    <tr
      aria-rowindex={index + 2}
      data-selected={open || undefined}
      className="relative border-line border-b hover:bg-raised data-[selected]:bg-accent-soft"
    >
      <td className="h-9 px-2.5">
        {row ? (
          <button type="button" onClick={onOpen} className="after:absolute after:inset-0 hover:text-accent">
            {formatCount(row.position + 1)}
            <span className="sr-only">: open example</span>
          </button>
        ) : (
          <span className="block h-4 w-10 animate-late rounded bg-sunken" />
        )}
      </td>
      <td className="px-2.5 text-xs text-muted">{row?.section ?? ""}</td>
      <td className={cell}>{value(row?.candidate)}</td>
      {paired ? <td className={cell}>{value(row?.baseline)}</td> : null}
      {paired ? <td className={cell}>{row ? <DifferenceText value={row.difference} /> : null}</td> : null}
      {paired ? (
        <td className={cell}>
          {row?.difference === null || row?.difference === undefined ? null : (
            <DisagreementBar value={row.difference} />
          )}
        </td>
      ) : null}
    </tr>
  );
}
