"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { DiffKind } from "@/domain/datasets/version-diff";
import { formatCount } from "@/domain/format/number";
import { DiffedText } from "../evaluation/diffed-text";
import { type RouterOutputs, useTRPCClient } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";

const PAGE = 20;

type Difference = RouterOutputs["datasets"]["versions"]["differences"][number];
type ChangedRowsProps = { pair: { project: string; from: string; to: string }; kind: DiffKind; total: number };

/** The rows of one kind, each with its words before and after. */
export function ChangedRows({ pair, kind, total }: ChangedRowsProps) {
  const client = useTRPCClient();
  const query = useInfiniteQuery({
    queryKey: ["dataset differences", pair, kind],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      client.datasets.versions.differences.query({ ...pair, kind, offset: pageParam, limit: PAGE }),
    getNextPageParam: (page, pages) => (page.length < PAGE ? undefined : pages.length * PAGE),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const items = query.data?.pages.flat() ?? [];
  if (query.error) return <ErrorState what="The rows" error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <SkeletonLines lines={8} label="Loading the rows" />;
  return (
    <div>
      <p className="mb-1 text-xs text-muted" role="status">
        {formatCount(items.length)} of {formatCount(total)} shown
      </p>
      <ol className="divide-y divide-line border-line border-y">
        {items.map((item) => (
          <ChangedRow key={`${item.before?.position} ${item.after?.position}`} item={item} erased={kind === "erased"} />
        ))}
      </ol>
      {query.hasNextPage ? (
        <Button className="mt-3" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show {PAGE} more
        </Button>
      ) : null}
    </div>
  );
}

function ChangedRow({ item: { before, after }, erased }: { item: Difference; erased: boolean }) {
  const shown = after ?? before;
  if (!shown) return null;
  const moved = before && after && before.split !== after.split;
  return (
    <li className="grid gap-x-6 gap-y-2 py-3 text-sm md:grid-cols-2">
      <div className="flex items-center gap-2 text-xs text-muted md:col-span-2">
        <span>row {formatCount(shown.position + 1)}</span>
        {moved ? <Badge>{before.split}</Badge> : null}
        {moved ? <span>to</span> : null}
        <Badge>{shown.split}</Badge>
        {shown.section ? <Badge>{shown.section}</Badge> : null}
      </div>
      {erased ? (
        <p className="text-muted italic">The text was erased.</p>
      ) : (
        <>
          <Text before={before?.source} after={after?.source} />
          <Text before={before?.reference ?? undefined} after={after?.reference ?? undefined} />
        </>
      )}
    </li>
  );
}

function Text({ before, after }: { before: string | undefined; after: string | undefined }) {
  if (after === undefined && before === undefined) return <p className="text-muted italic">none</p>;
  if (after === undefined || before === undefined) return <p className="whitespace-pre-wrap">{after ?? before}</p>;
  return <DiffedText reference={before} text={after} />;
}
