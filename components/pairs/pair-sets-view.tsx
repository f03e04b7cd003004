"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useCrumb } from "../layout/breadcrumb";
import { useMayDo, useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { CountText } from "../ui/number/count-text";
import { RelativeTime } from "../ui/number/relative-time";
import { SkeletonLines } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { ORIGIN_LABELS, pairsAddress } from "./pair-words";

/** Sets of pairs, drafts and frozen ones, the newest first. */
export function PairSetsView() {
  const { project } = useProject();
  const mayWrite = useMayDo("datasets.write");
  const trpc = useTRPC();
  useCrumb("Pairs");
  const query = useInfiniteQuery(
    trpc.pairs.list.infiniteQueryOptions(
      { project: project.slug, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor, initialCursor: null },
    ),
  );
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const make = mayWrite ? (
    <ButtonLink href={pairsAddress(project.slug, "/new")} variant="primary">
      Make pairs
    </ButtonLink>
  ) : null;
  return (
    <div className="flex flex-col">
      <div className="flex items-center gap-3 px-4 pt-3.5 pb-2.5">
        <h1>Pairs</h1>
        <span className="ml-auto">{items.length > 0 ? make : null}</span>
      </div>
      {query.error ? (
        <ErrorState what="The sets of pairs" error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? (
        <div className="px-4 py-2">
          <SkeletonLines lines={5} label="Loading the sets of pairs" />
        </div>
      ) : null}
      {query.data && items.length === 0 ? (
        <EmptyState title="No pairs yet" action={make}>
          <p>
            A pair is a prompt with a better and a worse answer. What readers corrected, marked or chose in closed
            rounds becomes pairs here; you look through them before they become a dataset to train on. Files of pairs
            come in as every other dataset does.
          </p>
        </EmptyState>
      ) : null}
      {items.length > 0 ? <PairSetsTable items={items} /> : null}
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

function PairSetsTable({ items }: { items: RouterOutputs["pairs"]["list"]["items"] }) {
  const { project } = useProject();
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell className="pl-4">Name</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell numeric>Pairs</HeadCell>
          <HeadCell numeric>Left out by hand</HeadCell>
          <HeadCell>From</HeadCell>
          <HeadCell>By</HeadCell>
          <HeadCell numeric className="pr-4">
            Made
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, name, state, pairs, left, origins, createdBy, createdAt }) => (
          <Row key={id} className="hover:bg-raised">
            <Cell className="pl-4 font-medium">
              <Link href={pairsAddress(project.slug, `/${id}`)} className="hover:underline">
                {name}
              </Link>
            </Cell>
            <Cell>
              <Badge>{state}</Badge>
            </Cell>
            <Cell numeric>
              <CountText value={pairs} />
            </Cell>
            <Cell numeric>
              <CountText value={left} />
            </Cell>
            <Cell className="text-muted">{origins.map((origin) => ORIGIN_LABELS[origin].label).join(", ")}</Cell>
            <Cell className="text-muted">{createdBy ?? "somebody who left"}</Cell>
            <Cell numeric className="pr-4">
              <RelativeTime time={createdAt} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
