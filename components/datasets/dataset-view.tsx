"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCounted } from "@/domain/format/number";
import { useCrumb } from "../layout/breadcrumb";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { useUrlParams } from "../run/use-url-params";
import { ErrorState } from "../ui/error-state";
import { Select } from "../ui/select";
import { SkeletonLines } from "../ui/skeleton";
import { ExampleList } from "./example-list";
import { HoldsBadge } from "./holds-badge";
import { VersionFacts } from "./version-facts";

export function DatasetView({ dataset }: { dataset: string }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const { params, set } = useUrlParams();
  const { data, error, refetch } = useQuery(trpc.datasets.byId.queryOptions({ project: project.slug, dataset }));
  useCrumb(data?.name);
  if (error) return <ErrorState what="This dataset" error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div className="p-5">
        <SkeletonLines lines={8} label="Loading the dataset" />
      </div>
    );
  }
  const version = data.versions.find(({ id }) => id === params.get("version")) ?? data.versions[0];
  if (!version) return null;
  return (
    <div className="grid gap-5 p-5 lg:grid-cols-[minmax(0,1fr)_300px]">
      <div className="min-w-0">
        <div className="mb-3 flex flex-wrap items-center gap-3">
          <h1>{data.name}</h1>
          <Select
            label="Version"
            value={version.id}
            onChange={(id) => set({ version: id })}
            options={data.versions.map(({ id, number, rows }) => ({
              value: id,
              label: `v${number}`,
              remark: formatCounted(rows, "row"),
            }))}
            className="w-24"
          />
          <HoldsBadge holds={version.holds} />
        </div>
        <ExampleList key={version.id} version={version.id} rows={version.rows} splits={version.splitCounts} />
      </div>
      <VersionFacts version={version} usedBy={data.usedBy.filter(({ versionId }) => versionId === version.id)} />
    </div>
  );
}
