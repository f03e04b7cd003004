"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import type { FieldGroup } from "@/domain/comparison/differing-fields";
import { formatCounted } from "@/domain/format/number";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { Card, CardHeader } from "../ui/card";
import { Checkbox } from "../ui/checkbox";
import { ErrorState } from "../ui/error-state";
import { ScrollRegion } from "../ui/scroll-region";
import { SkeletonLines } from "../ui/skeleton";
import { ArmName } from "./arm-name";
import { useFixedColumns } from "./use-fixed-columns";

type Fields = RouterOutputs["compare"]["fields"];
type Field = Fields["rows"][number];

const COLUMN = 176;
const NAME_COLUMN = 232;
const GROUP_WORDS: Record<FieldGroup, string> = {
  configuration: "Configuration",
  data: "Data",
  code: "Code",
  environment: "Environment",
};

/** What the runs differ in; the rest on request. */
export function FieldsCard({ project, runs }: { project: string; runs: readonly string[] }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.compare.fields.queryOptions({ project, runs: [...runs] }, { staleTime: 30_000 }));
  const [all, setAll] = useState(false);
  const fields = query.data;
  const rows = useMemo(() => (fields ? (all ? [...fields.rows, ...fields.same] : fields.rows) : []), [fields, all]);
  return (
    <Card>
      <CardHeader
        title="What differs"
        remark={
          fields
            ? `${formatCounted(fields.rows.length, "field")} of ${fields.rows.length + fields.same.length}, in configuration, data, code and environment`
            : undefined
        }
        actions={
          fields && fields.same.length > 0 ? (
            <span className="flex items-center gap-1.5 text-xs print:hidden">
              <Checkbox id="equal-fields" checked={all} onCheckedChange={setAll} />
              <label htmlFor="equal-fields">show the {fields.same.length} that are equal too</label>
            </span>
          ) : null
        }
      />
      {query.isError ? <ErrorState what="The differences" error={query.error} onRetry={() => query.refetch()} /> : null}
      {query.isPending ? <SkeletonLines lines={5} /> : null}
      {fields && rows.length === 0 ? (
        <p className="text-muted text-sm">
          Nothing that Assay knows of: same settings, data, code and environment. What is left is chance.
        </p>
      ) : null}
      {fields && rows.length > 0 ? <FieldMatrix runs={fields.runs} rows={rows} /> : null}
    </Card>
  );
}

/** A hundred runs beside each other: only the columns in sight are drawn. */
function FieldMatrix({ runs, rows }: { runs: Fields["runs"]; rows: readonly Field[] }) {
  const scroller = useRef<HTMLElement>(null);
  const columns = useFixedColumns(scroller, { count: runs.length, width: COLUMN, before: NAME_COLUMN });
  const shown = runs.slice(columns.first, columns.last + 1);
  const after = Math.max(0, (runs.length - 1 - columns.last) * COLUMN);
  const before = columns.first * COLUMN;
  return (
    <ScrollRegion
      ref={scroller}
      onScroll={columns.onScroll}
      aria-label="Fields that differ"
      className="max-h-[60vh] overflow-auto print:max-h-none"
    >
      <table
        className="border-collapse text-sm"
        style={{ width: NAME_COLUMN + runs.length * COLUMN, tableLayout: "fixed" }}
        aria-colcount={runs.length + 1}
      >
        <colgroup>
          <col style={{ width: NAME_COLUMN }} />
          {before > 0 ? <col style={{ width: before }} /> : null}
          {shown.map((run) => (
            <col key={run.id} style={{ width: COLUMN }} />
          ))}
          {after > 0 ? <col style={{ width: after }} /> : null}
        </colgroup>
        <thead className="sticky top-0 z-20 bg-surface">
          <tr>
            <th
              scope="col"
              className="sticky left-0 z-10 h-8 bg-surface px-2.5 text-left font-medium text-muted text-xs"
            >
              Field
            </th>
            {before > 0 ? <th aria-hidden /> : null}
            {shown.map((run, at) => (
              <th
                key={run.id}
                scope="col"
                aria-colindex={columns.first + at + 2}
                className="h-8 border-line border-b px-2.5 text-left font-medium text-xs"
              >
                <ArmName arm={run} className="max-w-full" />
              </th>
            ))}
            {after > 0 ? <th aria-hidden /> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <FieldRow
              key={`${row.group} ${row.key}`}
              row={row}
              opens={row.group !== rows[index - 1]?.group}
              shown={shown}
              first={columns.first}
              before={before > 0}
              after={after > 0}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

type FieldRowProps = {
  row: Field;
  opens: boolean;
  /** The runs in sight, from the `first` on. */
  shown: Fields["runs"];
  first: number;
  before: boolean;
  after: boolean;
};

function FieldRow({ row, opens, shown, first, before, after }: FieldRowProps) {
  const common = mostCommon(row.values);
  const stands = (value: string) => common !== null && value !== common;
  const line = opens ? "border-line-strong border-t" : "border-line border-t";
  return (
    <tr className={line}>
      <th scope="row" title={row.key} className="sticky left-0 z-10 bg-surface px-2.5 py-1 text-left font-normal">
        {opens ? <span className="block text-muted text-xs">{GROUP_WORDS[row.group]}</span> : null}
        <span className="block truncate">
          {row.title}
          {row.unit && !row.title.toLowerCase().includes(row.unit) ? (
            <span className="text-muted text-xs"> {row.unit}</span>
          ) : null}
        </span>
      </th>
      {before ? <td aria-hidden /> : null}
      {shown.map(({ id }, at) => {
        const value = row.values[first + at] ?? null;
        return (
          <td key={id} title={value ?? undefined} className="truncate px-2.5 py-1 align-bottom font-mono text-xs">
            {value === null ? (
              <span className="font-sans text-muted">not set</span>
            ) : (
              <span className={stands(value) ? "rounded-sm bg-accent-soft px-1 font-bold" : ""}>{value}</span>
            )}
          </td>
        );
      })}
      {after ? <td aria-hidden /> : null}
    </tr>
  );
}

/** What most runs have, where most agree; with two there is no such thing. */
function mostCommon(values: readonly (string | null)[]): string | null {
  if (values.length <= 2) return values[0] ?? null;
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most && most[1] > values.length / 2 ? most[0] : null;
}
