"use client";

import { useQuery } from "@tanstack/react-query";
import { DIFF_KINDS, type DiffKind } from "@/domain/datasets/version-diff";
import { formatCount, formatCounted } from "@/domain/format/number";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { useUrlParams } from "../run/use-url-params";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Select } from "../ui/select";
import { SkeletonLines } from "../ui/skeleton";
import { ChangedRows } from "./changed-rows";
import { KindChoice } from "./kind-choice";

type Version = RouterOutputs["datasets"]["byId"]["versions"][number];
type VersionChangesProps = { version: Version; versions: readonly Version[] };

/** What became of the rows from another version to this one. */
export function VersionChanges({ version, versions }: VersionChangesProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const { params, set } = useUrlParams();
  const others = versions.filter(({ id }) => id !== version.id);
  const before = others.find(({ number }) => number < version.number) ?? others[0];
  const from = others.find(({ id }) => id === params.get("from")) ?? before;
  const pair = { project: project.slug, from: from?.id ?? "", to: version.id };
  const { data, error, refetch } = useQuery(
    trpc.datasets.versions.diff.queryOptions(pair, {
      enabled: from !== undefined,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  if (!from) {
    return (
      <EmptyState title="There is one version">
        <p>Import a file under the same name; what changed between the two then stands here.</p>
      </EmptyState>
    );
  }
  const wanted = DIFF_KINDS.find((kind) => kind === params.get("kind"));
  const first: DiffKind | undefined = data && DIFF_KINDS.find((kind) => kind !== "same" && data.counts[kind] > 0);
  const kind = wanted ?? first;
  return (
    <section aria-label="Changes" className="grid gap-4">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <span>From</span>
        <Select
          label="The version before"
          value={from.id}
          onChange={(id) => set({ from: id, kind: null })}
          options={others.map(({ id, number, rows }) => ({
            value: id,
            label: `v${number}`,
            remark: formatCounted(rows, "row"),
          }))}
          className="w-24"
        />
        <span>to v{version.number}</span>
        {data ? (
          <span className="text-xs text-muted">
            {data.matchedBy === "id"
              ? "rows are told apart by the ids of their files"
              : "a file gives no ids: rows are the same when their sources are"}
          </span>
        ) : null}
      </div>
      {error ? <ErrorState what="The changes" error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <KindChoice counts={data.counts} kind={kind} onChange={(next) => set({ kind: next })} />
          {kind ? <ChangedRows key={kind} pair={pair} kind={kind} total={data.counts[kind]} /> : null}
          {kind ? null : (
            <p className="py-6 text-center text-muted">All {formatCount(data.counts.same)} rows are as they were.</p>
          )}
        </>
      ) : error ? null : (
        <SkeletonLines lines={6} label="Comparing the versions" />
      )}
    </section>
  );
}
