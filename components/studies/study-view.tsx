"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { STUDY_RULES } from "@/domain/studies/study-rules";
import { useCrumb } from "../layout/breadcrumb";
import { useMayDo, useProject } from "../layout/project-context";
import { studyReportAddress } from "../reports/report-address";
import { ButtonLink } from "../ui/button-link";
import { Card, CardHeader } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { RelativeTime } from "../ui/number/relative-time";
import { SkeletonLines } from "../ui/skeleton";
import { AnswerCard } from "./answer-card";
import { CostCard } from "./cost-card";
import { HistoryCard } from "./history-card";
import { StudyActions } from "./study-actions";
import { forkAddress, studyAddress } from "./study-address";
import { RerunDialog } from "./study-dialogs";
import { StudyFlow } from "./study-flow";
import { type StudyNode, useStudy, useStudyResult } from "./use-study";
import { WaitsFor } from "./waits-for";

/** The answer first where there is one, then what it waits for, then the graph that it came from. */
export function StudyView({ study: studyId }: { study: string }) {
  const { project } = useProject();
  const mayWrite = useMayDo("runs.write");
  const study = useStudy(studyId);
  const compared = study.data?.nodes.some(({ kind, state }) => kind === "comparison" && state === "done") ?? false;
  const result = useStudyResult(studyId, compared);
  const [again, setAgain] = useState<StudyNode | null>(null);
  const router = useRouter();
  useCrumb(study.data?.name ?? "Study");
  if (study.error) return <ErrorState what="The study" error={study.error} onRetry={() => void study.refetch()} />;
  if (!study.data) {
    return (
      <div className="p-5">
        <SkeletonLines lines={8} label="Loading the study" />
      </div>
    );
  }
  const { data } = study;
  const shared = { study: data, project: project.slug };
  const act = (node: StudyNode, action: "rerun" | "fork") =>
    action === "rerun" ? setAgain(node) : router.push(forkAddress(project.slug, studyId, node.key));
  return (
    <div className="mx-auto grid w-full max-w-[1480px] grid-cols-[minmax(0,1fr)] gap-4 p-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1>{data.name}</h1>
        <span className="text-sm text-muted">
          {STUDY_RULES[data.state].word}, launched <RelativeTime time={data.createdAt} />
          {data.forkedFrom ? (
            <>
              {" "}
              as a fork of{" "}
              <Link href={studyAddress(project.slug, data.forkedFrom.studyId)} className="text-accent underline">
                another study
              </Link>
            </>
          ) : null}
        </span>
        <ButtonLink href={studyReportAddress(project.slug, studyId)}>Report</ButtonLink>
        {mayWrite ? <StudyActions {...shared} /> : null}
      </div>
      {result.error ? (
        <ErrorState what="The answer" error={result.error} onRetry={() => void result.refetch()} />
      ) : null}
      {result.data?.state === "measured" ? (
        <AnswerCard result={result.data} project={project.slug} study={studyId} />
      ) : null}
      {data.outcome && result.data?.state !== "measured" ? (
        <p className="max-w-[92ch] text-lg">{data.outcome}</p>
      ) : null}
      {data.state === "running" ? <WaitsFor {...shared} /> : null}
      <Card>
        <CardHeader title="Graph" remark="from left to right; a row for each gate that leads on" />
        <StudyFlow {...shared} onAct={mayWrite ? act : null} />
      </Card>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <CostCard study={data} />
        <HistoryCard study={data} />
      </div>
      {again ? <RerunDialog {...shared} node={again} onClose={() => setAgain(null)} /> : null}
    </div>
  );
}
