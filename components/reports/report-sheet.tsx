"use client";

import type { ReactNode } from "react";
import type { ReportContent } from "@/domain/reports/report-content";
import { Card, CardHeader } from "../ui/card";
import { classNames } from "../ui/class-names";
import { ForestFigure } from "./forest-figure";
import { MeasureTable } from "./measure-table";
import { CostSection, FlowSection, MethodsSection, RestsOnSection, RoundsSection } from "./report-sections";
import { useLightPaper } from "./use-light-paper";

const TONES: Record<ReportContent["verdict"]["tone"], string> = {
  good: "text-good",
  bad: "text-bad",
  undecided: "text-undecided",
  none: "text-ink",
};

type SheetProps = {
  content: ReportContent;
  digest: string;
  changes: { since: { number: number }; lines: string[] } | null;
  /** Title, state and what can be done. */
  children: ReactNode;
};

function ChangesSection({ changes }: Pick<SheetProps, "changes">) {
  if (!changes) return null;
  return (
    <Card className="text-sm">
      <CardHeader title={`What changed since report ${changes.since.number}`} />
      <ul className="list-disc pl-4">
        {changes.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Card>
  );
}

/** A report as it is read: the answer, how sure it is, then everything behind it. */
export function ReportSheet({ content, digest, changes, children }: SheetProps) {
  useLightPaper();
  const { verdict, cautions, measures } = content;
  return (
    <article
      aria-label="Report"
      className="report-sheet mx-auto grid w-full max-w-[1100px] grid-cols-[minmax(0,1fr)] gap-4 p-5 print:max-w-none print:p-0"
    >
      {children}
      <section aria-label="Answer">
        <p className="max-w-[92ch] text-lg">
          <b className={classNames("font-semibold", TONES[verdict.tone])}>{verdict.claim}</b> {verdict.evidence}
        </p>
        <ul className="mt-2 max-w-[92ch] list-disc pl-4 text-sm text-muted">
          {cautions.map((caution) => (
            <li key={caution}>{caution}</li>
          ))}
        </ul>
      </section>
      {measures.length > 0 ? (
        <Card>
          <CardHeader title={content.subject.kind === "study" ? "Before against after" : "Differences"} />
          <ForestFigure measures={measures} />
          <div className="mt-6 grid gap-5">
            {measures.map((group) => (
              <MeasureTable key={group.key} content={content} group={group} />
            ))}
          </div>
        </Card>
      ) : null}
      <CostSection content={content} />
      <ChangesSection changes={changes} />
      <RoundsSection rounds={content.rounds} />
      <FlowSection flow={content.flow} />
      <MethodsSection methods={content.methods} settings={content.settings} />
      <RestsOnSection restsOn={content.restsOn} />
      <p className="text-sm text-muted">
        Digest of this report, SHA-256: <code className="break-all">{digest}</code>
      </p>
    </article>
  );
}
