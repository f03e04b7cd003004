"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { formatCounted } from "@/domain/format/number";
import { describeMetric } from "@/domain/metrics/metric-words";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { NumberText } from "../ui/number/number-text";
import { SkeletonLines } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { DiffedText } from "./diffed-text";
import { SourceText } from "./source-text";

type Detail = RouterOutputs["evaluations"]["example"];
type Names = { candidate: string; baseline: string | null };

type ExampleDialogProps = {
  project: string;
  run: string;
  example: string;
  names: Names;
  place: string;
  onClose: () => void;
  onMove: (by: 1 | -1) => void;
};

/** One example whole: what was said, what was expected, what each side wrote, and every value. */
export function ExampleDialog({ project, run, example, names, place, onClose, onMove }: ExampleDialogProps) {
  const trpc = useTRPC();
  const [marks, setMarks] = useState(true);
  const query = useQuery(
    trpc.evaluations.example.queryOptions({ project, run, example }, { placeholderData: keepPreviousData }),
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === "j" || event.key === "ArrowRight") onMove(1);
      else if (event.key === "k" || event.key === "ArrowLeft") onMove(-1);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onMove]);
  const title = query.data
    ? `Example ${query.data.position + 1}${query.data.section ? ` · ${query.data.section}` : ""}`
    : "Example";
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={title}
      className="top-[4vh]! max-h-[92vh]! w-[min(1240px,96vw)]!"
      footer={
        <>
          <span className="mr-auto flex items-center gap-4 text-xs text-muted">
            {place}
            <span className="flex items-center gap-1.5">
              <Checkbox id="mark-differences" checked={marks} onCheckedChange={setMarks} />
              <label htmlFor="mark-differences">mark words against the reference</label>
            </span>
          </span>
          <Button hint="K" onClick={() => onMove(-1)}>
            Previous
          </Button>
          <Button hint="J" onClick={() => onMove(1)}>
            Next
          </Button>
        </>
      }
    >
      {query.isError ? <ErrorState what="This example" error={query.error} onRetry={() => query.refetch()} /> : null}
      {query.isPending ? <SkeletonLines lines={8} /> : null}
      {query.data ? <ExampleBody detail={query.data} names={names} marks={marks} /> : null}
    </Dialog>
  );
}

function ExampleBody({ detail, names, marks }: { detail: Detail; names: Names; marks: boolean }) {
  return (
    <div className="grid gap-6 text-base md:grid-cols-2">
      <Part title="Source">
        <SourceText source={detail.source} />
      </Part>
      <div className="grid content-start gap-5">
        <Part title="Reference">
          {detail.reference === null ? (
            <p className="text-muted">This example has no reference.</p>
          ) : (
            <p className="max-w-[70ch] whitespace-pre-wrap">{detail.reference}</p>
          )}
        </Part>
        {detail.sides.map((side) => (
          <Part
            key={side.role}
            title={side.role === "candidate" ? names.candidate : (names.baseline ?? "baseline")}
            remark={
              <>
                {side.role}
                {side.completionTokens === null ? null : ` · ${formatCounted(side.completionTokens, "token")}`}
                {side.finishReason === "length" ? <Badge tone="undecided">cut at the token limit</Badge> : null}
                {side.finishReason === "error" ? <Badge tone="bad">error</Badge> : null}
              </>
            }
          >
            {side.text === null ? (
              <p className="text-muted">The generation is missing.</p>
            ) : (
              <DiffedText reference={marks ? detail.reference : null} text={side.text} />
            )}
          </Part>
        ))}
        <ValuesTable detail={detail} names={names} />
      </div>
    </div>
  );
}

function Part({ title, remark, children }: { title: string; remark?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 flex items-center gap-2 text-sm font-semibold">
        {title}{" "}
        {remark ? <span className="flex items-center gap-1.5 text-xs font-normal text-muted">{remark}</span> : null}
      </h3>
      {children}
    </section>
  );
}

function ValuesTable({ detail, names }: { detail: Detail; names: Names }) {
  const side = (role: "candidate" | "baseline") => detail.sides.find((one) => one.role === role)?.values;
  const candidate = side("candidate");
  const baseline = side("baseline");
  const definitions = Object.keys(candidate ?? baseline ?? {}).sort();
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>Value</HeadCell>
          <HeadCell numeric>{names.candidate}</HeadCell>
          {baseline ? <HeadCell numeric>{names.baseline}</HeadCell> : null}
        </tr>
      </thead>
      <tbody>
        {definitions.map((definition) => (
          <Row key={definition}>
            <Cell title={definition}>{describeMetric(definition).title}</Cell>
            <Cell numeric>
              <NumberText value={candidate?.[definition] ?? null} absent="undefined" />
            </Cell>
            {baseline ? (
              <Cell numeric>
                <NumberText value={baseline[definition] ?? null} absent="undefined" />
              </Cell>
            ) : null}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
