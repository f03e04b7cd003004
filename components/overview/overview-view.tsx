"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { formatCount, formatCounted } from "@/domain/format/number";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { useLive } from "../live/live-provider";
import { useThrottled } from "../live/use-throttled";
import { Card } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { FirstSteps } from "./first-steps";
import { RunList } from "./run-list";
import { StudyCard } from "./study-card";

const CALM_MILLISECONDS = 2_000;

export function OverviewView() {
  const { project } = useProject();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = trpc.overview.read.queryOptions({ project: project.slug });
  const { data, error, refetch } = useQuery(options);
  const renew = useThrottled(() => queryClient.invalidateQueries({ queryKey: options.queryKey }), CALM_MILLISECONDS);
  useLive("runs", (message) => {
    if (message.kind === "state" || message.kind === "progress" || message.kind === "evaluation") renew();
  });
  if (error) return <ErrorState what="The overview" error={error} onRetry={() => void refetch()} />;
  if (!data) return <OverviewSkeleton name={project.name} />;
  if (data.runs === 0) return <FirstSteps />;
  const waiting = data.queued > 0 ? `${formatCount(data.queued)} more in line` : null;
  return (
    <div className="mx-auto grid w-full max-w-[1320px] gap-4 p-5">
      <h1>
        {project.name}{" "}
        <Link
          href={pageAddress(project.slug, "/runs")}
          className="ml-1 text-sm font-normal text-muted hover:text-ink hover:underline"
        >
          {formatCounted(data.runs, "run")}
        </Link>
      </h1>
      {data.study ? <StudyCard study={data.study} project={project.slug} /> : null}
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <RunList
          title="Needs you"
          remark="failed or lost in the last two weeks"
          runs={data.needsYou}
          project={project.slug}
          nothing="Nothing failed that nobody has taken up."
        />
        <RunList
          title="Running now"
          remark={waiting}
          runs={data.running}
          project={project.slug}
          nothing="No run holds a device now."
        />
      </div>
    </div>
  );
}

function OverviewSkeleton({ name }: { name: string }) {
  return (
    <div className="mx-auto grid w-full max-w-[1320px] gap-4 p-5">
      <h1>{name}</h1>
      <Card className="h-56">
        <SkeletonLines lines={5} label="Loading the latest study" />
      </Card>
      <div className="grid gap-4 xl:grid-cols-2">
        <Card className="h-64">
          <SkeletonLines lines={6} label="Loading what needs you" />
        </Card>
        <Card className="h-64">
          <SkeletonLines lines={6} label="Loading what runs" />
        </Card>
      </div>
    </div>
  );
}
