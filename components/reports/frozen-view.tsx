"use client";

import { Lock, Printer } from "lucide-react";
import Link from "next/link";
import { formatInstant } from "@/domain/format/relative-time";
import { STANDING_WORDS } from "@/domain/reports/report-document";
import { useCrumb } from "../layout/breadcrumb";
import { useProject } from "../layout/project-context";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { studyReportAddress } from "./report-address";
import { ReportExports } from "./report-exports";
import { ReportSheet } from "./report-sheet";
import { StandingBadge } from "./standing-badge";
import { type FrozenReport, useFrozenReport } from "./use-report";

function Heading({ report }: { report: FrozenReport }) {
  const { project } = useProject();
  const { content, standing, title, number, frozenName, frozenAt, remark, intact } = report;
  return (
    <header className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1>
          {title}: {STANDING_WORDS[standing].toLowerCase()} {number}
        </h1>
        <StandingBadge standing={standing} />
        <Badge>
          <Lock aria-hidden className="size-3" /> frozen
        </Badge>
        <div className="ml-auto flex gap-2 print:hidden">
          <Button onClick={() => print()}>
            <Printer aria-hidden className="size-3.5" /> Print
          </Button>
          <ReportExports report={report} />
        </div>
      </div>
      <p className="text-sm text-muted">
        Frozen by {frozenName} on {formatInstant(frozenAt)}. {content.standingWords}{" "}
        {content.subject.kind === "study" ? (
          <Link
            href={studyReportAddress(project.slug, content.subject.id)}
            className="text-accent underline underline-offset-2 print:hidden"
          >
            What it would say now
          </Link>
        ) : null}
      </p>
      {remark ? <p className="max-w-[92ch] text-sm">{remark}</p> : null}
      {intact ? null : (
        <p role="alert" className="rounded-md bg-bad-soft p-3 text-bad text-sm">
          ✕ What is stored does not have the digest that was frozen. Somebody changed it.
        </p>
      )}
    </header>
  );
}

/** A report as it was frozen. */
export function FrozenView({ report: id }: { report: string }) {
  const { data, error, refetch } = useFrozenReport(id);
  useCrumb(data ? `${data.title}, ${data.number}` : "Report");
  if (error) return <ErrorState what="This report" error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div className="p-5">
        <SkeletonLines lines={10} label="Loading the report" />
      </div>
    );
  }
  return (
    <ReportSheet content={data.content} digest={data.digest} changes={data.changes}>
      <Heading report={data} />
    </ReportSheet>
  );
}
