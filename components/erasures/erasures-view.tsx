"use client";

import { formatCount } from "@/domain/format/number";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { RelativeTime } from "../ui/number/relative-time";
import { SkeletonLines } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { type Erasure, useErasures } from "./use-erasures";

/** What was erased: enough to answer for it, and nothing of what was there. */
export function ErasuresView() {
  const query = useErasures();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="flex flex-col">
      <div className="flex items-center gap-3 px-4 pt-3.5 pb-2.5">
        <h1>Erasures</h1>
        <span className="text-xs text-muted">patients and documents whose text is gone</span>
      </div>
      <p className="max-w-[92ch] px-4 pb-2.5 text-muted text-sm">
        What was erased stays out: later files lose every row that brings one of its texts again, and every row under
        its name, with other texts too. Both are known by their hashes alone.
      </p>
      {query.error ? <ErrorState what="The erasures" error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? (
        <div className="px-4 py-2">
          <SkeletonLines lines={4} label="Loading the erasures" />
        </div>
      ) : null}
      {query.data && items.length === 0 ? (
        <EmptyState title="Nothing was erased">
          An admin erases a patient or document from any of its rows: open the row in its dataset, then “Erase”.
        </EmptyState>
      ) : null}
      {items.length > 0 ? <ErasuresTable items={items} /> : null}
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

function ErasuresTable({ items }: { items: readonly Erasure[] }) {
  return (
    <Table aria-label="Erasures">
      <thead>
        <tr>
          <HeadCell className="pl-4">Hash</HeadCell>
          <HeadCell>Reason</HeadCell>
          <HeadCell numeric>Rows</HeadCell>
          <HeadCell numeric>Generations</HeadCell>
          <HeadCell>Models that had learned from it</HeadCell>
          <HeadCell>By</HeadCell>
          <HeadCell numeric className="pr-4">
            Erased
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {items.map((each) => (
          <Row key={each.id}>
            <Cell className="pl-4">
              <code title={each.groupHash}>{each.groupHash.slice(0, 16)}</code>
            </Cell>
            <Cell>{each.reason}</Cell>
            <Cell numeric>{formatCount(each.examples)}</Cell>
            <Cell numeric>{formatCount(each.generations)}</Cell>
            <Cell>{each.models.length === 0 ? "none" : each.models.map(({ name }) => name).join(", ")}</Cell>
            <Cell className="text-muted">{each.erasedBy ?? "somebody who left"}</Cell>
            <Cell numeric className="pr-4 text-muted">
              <RelativeTime time={each.erasedAt} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
