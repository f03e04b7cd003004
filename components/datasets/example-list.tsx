"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { SPLITS, type Split } from "@/domain/datasets/dataset-types";
import { formatCount, formatCounted } from "@/domain/format/number";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { SkeletonLines } from "../ui/skeleton";

type ExampleListProps = { version: string; rows: number; splits: Partial<Record<Split, number>> };

const EVERY = "every";

/** The rows of a version in their order, source and reference side by side. */
export function ExampleList({ version, rows, splits }: ExampleListProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const [split, setSplit] = useState<Split | null>(null);
  const [typed, setTyped] = useState("");
  const query = useDeferredValue(typed.trim());
  const found = useInfiniteQuery(
    trpc.datasets.examples.infiniteQueryOptions(
      { project: project.slug, version, split: split ?? undefined, query: query || undefined, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor, initialCursor: null, placeholderData: keepPreviousData },
    ),
  );
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const total = found.data?.pages[0]?.total ?? rows;
  const present = SPLITS.filter((name) => splits[name] !== undefined);
  return (
    <section aria-label="Rows">
      <div className="mb-2 flex items-center gap-2">
        <Input
          type="search"
          aria-label="Find in the rows"
          placeholder="Find in source and reference"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          label="Split"
          value={split ?? EVERY}
          onChange={(value) => setSplit(SPLITS.find((name) => name === value) ?? null)}
          options={[
            { value: EVERY, label: "every split" },
            ...present.map((name) => ({ value: name, label: name, remark: formatCount(splits[name] ?? 0) })),
          ]}
          className="w-40"
        />
        <span className="text-xs whitespace-nowrap text-muted" role="status">
          {formatCount(items.length)} of {formatCounted(total, "row")}
        </span>
      </div>
      {found.error ? <ErrorState what="The rows" error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <SkeletonLines lines={10} label="Loading the rows" /> : null}
      {found.data && items.length === 0 ? <p className="py-8 text-center text-muted">No row holds “{query}”.</p> : null}
      <ol className="divide-y divide-line border-y border-line">
        {items.map((item) => (
          <li key={item.id} className="grid gap-x-6 gap-y-2 py-3 md:grid-cols-2">
            <div className="flex items-center gap-2 text-xs text-muted md:col-span-2">
              <span>row {formatCount(item.position + 1)}</span>
              <Badge>{item.split}</Badge>
              {item.section ? <Badge>{item.section}</Badge> : null}
            </div>
            <p className="text-base whitespace-pre-line">{item.source}</p>
            {item.reference === null ? (
              <p className="text-muted italic">no reference</p>
            ) : (
              <p className="text-base whitespace-pre-line">{item.reference}</p>
            )}
          </li>
        ))}
      </ol>
      {found.hasNextPage ? (
        <Button className="mt-3" disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          Show 50 more
        </Button>
      ) : null}
    </section>
  );
}
