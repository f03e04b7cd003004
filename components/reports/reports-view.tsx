"use client";

import { useProject } from "../layout/project-context";
import { studiesAddress } from "../studies/study-address";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { ReportList } from "./report-list";
import { useReports } from "./use-report";

/** Everything that was frozen in the project. */
export function ReportsView() {
  const { project } = useProject();
  const { data, error, refetch } = useReports();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-5">
      <h1>Reports</h1>
      {error ? <ErrorState what="The reports" error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines lines={6} label="Loading the reports" /> : null}
      {data?.items.length === 0 ? (
        <EmptyState
          title="No report was frozen yet"
          action={<ButtonLink href={studiesAddress(project.slug)}>Open the studies</ButtonLink>}
        >
          A report keeps the answer of a study or of a comparison as it was shown, with its digest. Investigators and
          admins freeze it on its own page.
        </EmptyState>
      ) : null}
      {data && data.items.length > 0 ? <ReportList reports={data.items} /> : null}
    </div>
  );
}
