"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { formatCounted } from "@/domain/format/number";
import { pageAddress } from "../layout/pages";
import { useMayDo, useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { BytesText } from "../ui/number/bytes-text";
import { CountText } from "../ui/number/count-text";
import { RelativeTime } from "../ui/number/relative-time";
import { SkeletonLines } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { HoldsBadge } from "./holds-badge";
import { ImportDataset } from "./import-dataset";
import { SplitCounts } from "./split-counts";

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
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="flex flex-col">
      <div className="flex items-center gap-3 px-4 pt-3.5 pb-2.5">
        <h1>Datasets</h1>
        <span className="ml-auto">{mayWrite ? <ImportDataset /> : null}</span>
      </div>
      {query.error ? <ErrorState what="The datasets" error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? (
        <div className="px-4 py-2">
          <SkeletonLines lines={6} label="Loading the datasets" />
        </div>
      ) : null}
      {query.data && items.length === 0 ? (
        <EmptyState title="No dataset yet">
          <p>
            A dataset holds the dialogues and notes that runs train on and are judged by. Import a CSV or JSONL file
            here, or with <code>npm run -s assay -- datasets import FILE</code>.
          </p>
        </EmptyState>
      ) : null}
      {items.length > 0 ? (
        <Table>
          <thead>
            <tr>
              <HeadCell className="pl-4">Name</HeadCell>
              <HeadCell>Newest</HeadCell>
              <HeadCell>Type</HeadCell>
              <HeadCell numeric>Rows</HeadCell>
              <HeadCell>Splits</HeadCell>
              <HeadCell>Holds</HeadCell>
              <HeadCell numeric>Size</HeadCell>
              <HeadCell numeric>Read by</HeadCell>
              <HeadCell numeric className="pr-4">
                Made
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, name, version, runs }) => (
              <Row key={id} className="hover:bg-raised">
                <Cell className="pl-4 font-medium">
                  <Link href={pageAddress(project.slug, `/datasets/${id}`)} className="hover:underline">
                    {name}
                  </Link>
                </Cell>
                <Cell className="text-muted">v{version.number}</Cell>
                <Cell>
                  <code className="text-muted">{version.type}</code>
                </Cell>
                <Cell numeric>
                  <CountText value={version.rows} />
                </Cell>
                <Cell>
                  <SplitCounts counts={version.splitCounts} />
                </Cell>
                <Cell>
                  <HoldsBadge holds={version.holds} />
                </Cell>
                <Cell numeric>
                  <BytesText bytes={version.bytes} />
                </Cell>
                <Cell numeric>{formatCounted(runs, "run")}</Cell>
                <Cell numeric className="pr-4">
                  <RelativeTime time={version.createdAt} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      ) : null}
      {query.hasNextPage ? (
        <Button
          className="m-4 self-start"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </div>
  );
}
