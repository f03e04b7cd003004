"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { pageAddress } from "../layout/pages";
import { useMayDo, useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { DatasetsTable } from "./datasets-table";
import { DropArea } from "./drop-area";
import { ImportButton } from "./import-button";
import { OpenImports } from "./open-imports";
import { ProgressBar } from "./progress-bar";
import { useUpload } from "./use-upload";

export function DatasetsView() {
  const { project } = useProject();
  const mayWrite = useMayDo("datasets.write");
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.datasets.list.infiniteQueryOptions(
      { project: project.slug, limit: 100 },
      { getNextPageParam: (page) => page.nextCursor, initialCursor: null },
    ),
  );
  const imports = useQuery(
    trpc.datasets.imports.list.queryOptions({ project: project.slug }, { enabled: mayWrite, refetchInterval: 5_000 }),
  );
  const upload = useUpload(imports.data?.limitBytes);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <DropArea onFile={mayWrite && !upload.sending ? upload.send : null}>
      <div className="flex items-center gap-3 px-4 pt-3.5 pb-2.5">
        <h1>Datasets</h1>
        <Link href={pageAddress(project.slug, "/datasets/erased")} className="text-xs text-muted hover:underline">
          Erasures
        </Link>
        <Link href={pageAddress(project.slug, "/datasets/pairs")} className="text-xs text-muted hover:underline">
          Pairs
        </Link>
        <span className="ml-auto">
          {mayWrite ? <ImportButton disabled={upload.sending !== null} onFile={upload.send} /> : null}
        </span>
      </div>
      {upload.sending ? (
        <div className="mx-4 mb-3 flex items-center gap-3 rounded-lg border border-line p-3 text-sm">
          <span className="min-w-0 truncate">Sending {upload.sending.name}</span>
          <div className="flex-1">
            <ProgressBar label={`Sending ${upload.sending.name}`} share={upload.sending.share} />
          </div>
          <Button size="sm" onClick={upload.stop}>
            Stop
          </Button>
        </div>
      ) : null}
      {upload.error ? (
        <p role="alert" className="mx-4 mb-3 rounded-lg bg-bad-soft p-3 text-sm text-bad">
          {upload.error.message}
        </p>
      ) : null}
      <OpenImports items={imports.data?.items ?? []} />
      {query.error ? <ErrorState what="The datasets" error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? (
        <div className="px-4 py-2">
          <SkeletonLines lines={6} label="Loading the datasets" />
        </div>
      ) : null}
      {query.data && items.length === 0 ? (
        <EmptyState title="No dataset yet">
          <p>
            A dataset holds the texts that runs train on and are judged by. Drop a CSV, JSON lines, JSON or Parquet file
            here; you see what is in it before anything is stored. A terminal does the same with{" "}
            <code>npm run -s assay -- datasets import FILE</code>.
          </p>
        </EmptyState>
      ) : null}
      {items.length > 0 ? <DatasetsTable items={items} /> : null}
      {query.hasNextPage ? (
        <Button
          className="m-4 self-start"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </DropArea>
  );
}
