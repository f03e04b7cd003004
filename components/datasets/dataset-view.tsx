"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCounted } from "@/domain/format/number";
import { useCrumb } from "../layout/breadcrumb";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { useUrlParams } from "../run/use-url-params";
import { ErrorState } from "../ui/error-state";
import { LinkTabs } from "../ui/link-tabs";
import { Select } from "../ui/select";
import { SkeletonLines } from "../ui/skeleton";
import { ExportMenu } from "./export-menu";
import { HoldsBadge } from "./holds-badge";
import { VersionChanges } from "./version-changes";
import { VersionFacts } from "./version-facts";
import { VersionRows } from "./version-rows";
import { VersionShape } from "./version-shape";

const TABS = [
  { id: "rows", label: "Rows" },
  { id: "shape", label: "Lengths and findings" },
  { id: "changes", label: "Changes" },
] as const;

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
  const tab = TABS.find(({ id }) => id === params.get("tab"))?.id ?? "rows";
  const hrefOf = (id: string) => {
    const next = new URLSearchParams({ version: version.id, tab: id });
    return `?${next}`;
  };
  return (
    <div>
      <div className="flex flex-wrap items-center gap-3 px-5 pt-4 pb-2">
        <h1>{data.name}</h1>
        <Select
          label="Version"
          value={version.id}
          onChange={(id) => set({ version: id, row: null })}
          options={data.versions.map(({ id, number, rows }) => ({
            value: id,
            label: `v${number}`,
            remark: formatCounted(rows, "row"),
          }))}
          className="w-24"
        />
        <HoldsBadge {...version} />
        <span className="ml-auto">
          <ExportMenu version={version.id} />
        </span>
      </div>
      <LinkTabs
        label="About this version"
        tabs={TABS.map(({ id, label }) => ({ href: hrefOf(id), label, active: id === tab }))}
      />
      <div className="grid gap-5 p-5 lg:grid-cols-[minmax(0,1fr)_280px]">
        <div className="min-w-0">
          {tab === "rows" ? <VersionRows key={version.id} version={version} /> : null}
          {tab === "shape" ? <VersionShape key={version.id} version={version} /> : null}
          {tab === "changes" ? <VersionChanges key={version.id} version={version} versions={data.versions} /> : null}
        </div>
        <VersionFacts version={version} usedBy={data.usedBy.filter(({ versionId }) => versionId === version.id)} />
      </div>
    </div>
  );
}
