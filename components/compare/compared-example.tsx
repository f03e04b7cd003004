import type { ReactNode } from "react";
import { formatCounted } from "@/domain/format/number";
import { compareMetrics, describeMetric, isPrimary } from "@/domain/metrics/metric-words";
import { DiffedText } from "../evaluation/diffed-text";
import { DifferenceText } from "../evaluation/difference-cells";
import { SourceText } from "../evaluation/source-text";
import type { RouterOutputs } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { NumberText } from "../ui/number/number-text";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { SideMark } from "./arm-name";
import { MarkedBySource } from "./marked-by-source";

type Detail = RouterOutputs["compare"]["example"];
type Writing = Detail["writings"][number];
export type MarkAgainst = "reference" | "source" | "other" | "none";

type BodyProps = { detail: Detail; against: MarkAgainst; a: Writing | undefined; b: Writing | undefined };

export function ComparedExampleBody({ detail, against, a, b }: BodyProps) {
  return (
    <div className="grid gap-6 text-base lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
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
        <div className="grid gap-5 md:grid-cols-2">
          <WritingPart side="A" writing={a} other={b} detail={detail} against={against} />
          <WritingPart side="B" writing={b} other={a} detail={detail} against={against} />
        </div>
        <p className="text-muted text-xs">{MEANING[against]}</p>
        {a && b ? <ValuesTable a={a} b={b} /> : null}
      </div>
    </div>
  );
}

const MEANING: Record<MarkAgainst, string> = {
  reference: "Green: beyond the reference. Red, struck out: in the reference and missing here.",
  source: "Amber: words and numbers that the source does not hold, in whatever order it says them.",
  other: "Green: only here. Red, struck out: only in the other.",
  none: "",
};

type WritingPartProps = {
  side: "A" | "B";
  writing: Writing | undefined;
  other: Writing | undefined;
  detail: Detail;
  against: MarkAgainst;
};

function WritingPart({ side, writing, other, detail, against }: WritingPartProps) {
  return (
    <Part
      title={
        <span className="flex min-w-0 items-center gap-2">
          <SideMark side={side} /> <span className="truncate">{writing?.runName ?? "not scored here"}</span>
        </span>
      }
      remark={
        <>
          {writing?.completionTokens == null ? null : formatCounted(writing.completionTokens, "token")}
          {writing?.finishReason === "length" ? <Badge tone="undecided">cut at the token limit</Badge> : null}
          {writing?.finishReason === "error" ? <Badge tone="bad">error</Badge> : null}
        </>
      }
    >
      {writing?.text == null ? (
        <p className="text-muted">{writing ? "The text was not kept." : "This side did not write it."}</p>
      ) : (
        <MarkedText text={writing.text} other={other?.text ?? null} detail={detail} against={against} />
      )}
    </Part>
  );
}

type MarkedTextProps = { text: string; other: string | null; detail: Detail; against: MarkAgainst };

function MarkedText({ text, other, detail, against }: MarkedTextProps) {
  if (against === "source") return <MarkedBySource source={detail.source} text={text} />;
  const beside = { reference: detail.reference, other, none: null }[against];
  return <DiffedText reference={beside} text={text} />;
}

function Part({ title, remark, children }: { title: ReactNode; remark?: ReactNode; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-1 flex flex-wrap items-center gap-2 font-semibold text-sm">
        {title}
        {remark ? <span className="flex items-center gap-1.5 font-normal text-muted text-xs">{remark}</span> : null}
      </h3>
      {children}
    </section>
  );
}

function ValuesTable({ a, b }: { a: Writing; b: Writing }) {
  const all = new Set([...Object.keys(a.values), ...Object.keys(b.values)]);
  const definitions = [...all].filter(isPrimary).sort(compareMetrics);
  const difference = (definition: string) => {
    const [one, other] = [a.values[definition] ?? null, b.values[definition] ?? null];
    return one === null || other === null ? null : other - one;
  };
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>Value</HeadCell>
          <HeadCell numeric>A</HeadCell>
          <HeadCell numeric>B</HeadCell>
          <HeadCell numeric>Difference</HeadCell>
        </tr>
      </thead>
      <tbody>
        {definitions.map((definition) => (
          <Row key={definition}>
            <Cell title={definition}>{describeMetric(definition).title}</Cell>
            <Cell numeric>
              <NumberText value={a.values[definition] ?? null} absent="undefined" />
            </Cell>
            <Cell numeric>
              <NumberText value={b.values[definition] ?? null} absent="undefined" />
            </Cell>
            <Cell numeric>
              <DifferenceText value={difference(definition)} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
