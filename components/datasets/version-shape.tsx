"use client";

import { useQuery } from "@tanstack/react-query";
import { isPairType } from "@/domain/datasets/dataset-types";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { useUrlParams } from "../run/use-url-params";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { DuplicatesCard } from "./duplicates-card";
import { FindingsCard } from "./findings-card";
import { LengthsCard } from "./lengths-card";
import { PairDialog } from "./pair-dialog";
import { RowDialog } from "./row-dialog";

type Version = RouterOutputs["datasets"]["byId"]["versions"][number];

/** What was found in the rows of a version when it was imported. */
export function VersionShape({ version }: { version: Version }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const { params, set } = useUrlParams();
  const { data, error, refetch, isPending } = useQuery(
    trpc.datasets.versions.facts.queryOptions({ project: project.slug, version: version.id }),
  );
  if (error) return <ErrorState what="What was found" error={error} onRetry={() => void refetch()} />;
  if (isPending) return <SkeletonLines lines={8} label="Loading what was found" />;
  if (!data) {
    return (
      <EmptyState title="Nobody has looked">
        <p>This version was stored before lengths, likeness and names were looked for. Export and import it again.</p>
      </EmptyState>
    );
  }
  const row = params.get("row");
  const pair = /^(\d+)-(\d+)$/.exec(params.get("pair") ?? "");
  return (
    <div className="grid gap-5">
      <LengthsCard lengths={data.lengths} rows={version.rows} />
      <DuplicatesCard
        duplicates={data.duplicates}
        rows={version.rows}
        onCompare={(positions) => set({ pair: positions.join("-") })}
      />
      <FindingsCard
        findings={data.findings}
        rows={version.rows}
        onOpen={(position) => set({ row: String(position) })}
      />
      {row !== null && /^\d+$/.test(row) ? (
        <RowDialog
          version={version.id}
          pairs={isPairType(version.type)}
          position={Number(row)}
          last={version.rows - 1}
          onMove={(position) => set({ row: String(position) })}
          onClose={() => set({ row: null })}
        />
      ) : null}
      {pair ? (
        <PairDialog
          version={version.id}
          positions={[Number(pair[1]), Number(pair[2])]}
          onClose={() => set({ pair: null })}
        />
      ) : null}
    </div>
  );
}
