"use client";

import { Printer, Snowflake } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useCrumb } from "../layout/breadcrumb";
import { useMayDo, useProject } from "../layout/project-context";
import { studyAddress } from "../studies/study-address";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { FreezeDialog } from "./freeze-dialog";
import { ReportList } from "./report-list";
import { ReportSheet } from "./report-sheet";
import { StandingBadge } from "./standing-badge";
import { type ReportPreview, useFreezeStudy, useReports, useStudyPreview } from "./use-report";

function Frozen({ study }: { study: string }) {
  const { data, error, refetch } = useReports(study);
  if (error) return <ErrorState what="The frozen reports" error={error} onRetry={() => void refetch()} />;
  if (!data || data.items.length === 0) return null;
  return (
    <Card className="print:hidden">
      <CardHeader title="Frozen before" />
      <ReportList reports={data.items} />
    </Card>
  );
}

type HeadingProps = { preview: ReportPreview; study: string; onFreeze: () => void };

function Heading({ preview, study, onFreeze }: HeadingProps) {
  const { project } = useProject();
  const mayFreeze = useMayDo("gates.sign");
  const { content, refusal } = preview;
  const { standing, subject, standingWords } = content;
  const word = standing === "interim" ? "Freeze as interim" : "Freeze report";
  return (
    <header className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1>{subject.name}: report</h1>
        <Badge tone="accent">preview, not frozen</Badge>
        <StandingBadge standing={standing} />
        <div className="ml-auto flex gap-2 print:hidden">
          <Button onClick={() => print()}>
            <Printer aria-hidden className="size-3.5" /> Print
          </Button>
          {mayFreeze ? (
            <Button variant="primary" disabled={refusal !== null} onClick={onFreeze}>
              <Snowflake aria-hidden className="size-3.5" /> {word}
            </Button>
          ) : null}
        </div>
      </div>
      <p className="text-sm text-muted">
        {standingWords} {refusal ?? (mayFreeze ? "" : "An investigator or an admin freezes it.")}{" "}
        <Link
          href={studyAddress(project.slug, study)}
          className="text-accent underline underline-offset-2 print:hidden"
        >
          The study
        </Link>
      </p>
    </header>
  );
}

/** What a report of the study would say now, what was frozen before, and the freezing. */
export function StudyReportView({ study }: { study: string }) {
  const { project } = useProject();
  const { data, error, refetch } = useStudyPreview(study);
  const freezing = useFreezeStudy();
  const [asking, setAsking] = useState(false);
  useCrumb(data ? `${data.content.subject.name}: report` : "Report");
  if (error) return <ErrorState what="The report" error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div className="p-5">
        <SkeletonLines lines={10} label="Computing the report" />
      </div>
    );
  }
  return (
    <ReportSheet content={data.content} digest={data.digest} changes={data.changes}>
      <Heading preview={data} study={study} onFreeze={() => setAsking(true)} />
      <Frozen study={study} />
      {asking ? (
        <FreezeDialog
          preview={data}
          busy={freezing.isPending}
          error={freezing.error}
          onFreeze={(remark, onFrozen) =>
            freezing.mutate(
              { project: project.slug, study, digest: data.digest, remark },
              { onSuccess: ({ id }) => onFrozen(id) },
            )
          }
          onClose={() => setAsking(false)}
        />
      ) : null}
    </ReportSheet>
  );
}
