"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { pageAddress } from "../layout/pages";
import { useMayDo, useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Absent } from "../ui/number/absent";
import { BytesText } from "../ui/number/bytes-text";
import { NumberText } from "../ui/number/number-text";
import { RelativeTime } from "../ui/number/relative-time";
import { SkeletonLines } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { modelAddress } from "./model-address";
import { ModelsSpace } from "./models-space";

export function ModelsView() {
  const { project } = useProject();
  const mayWrite = useMayDo("runs.write");
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.models.list.infiniteQueryOptions(
      { project: project.slug, limit: 100 },
      { getNextPageParam: (page) => page.nextCursor, initialCursor: null },
    ),
  );
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const importAddress = pageAddress(project.slug, "/launch?stage=import-model");
  return (
    <div className="flex flex-col">
      <div className="flex items-center gap-3 px-4 pt-3.5 pb-2.5">
        <h1>Models</h1>
        {items.length > 0 ? <ModelsSpace /> : null}
        {mayWrite ? (
          <ButtonLink href={importAddress} variant="primary" className="ml-auto">
            Import a model
          </ButtonLink>
        ) : null}
      </div>
      {query.error ? <ErrorState what="The models" error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? (
        <div className="px-4 py-2">
          <SkeletonLines lines={6} label="Loading the models" />
        </div>
      ) : null}
      {query.data && items.length === 0 ? (
        <EmptyState title="No model yet">
          <p>
            Models come from a run: an import from the hub, a folder or the embedded one, or a training that made an
            adapter.
          </p>
        </EmptyState>
      ) : null}
      {items.length > 0 ? (
        <Table>
          <thead>
            <tr>
              <HeadCell className="pl-4">Name</HeadCell>
              <HeadCell>Kind</HeadCell>
              <HeadCell>Stands on</HeadCell>
              <HeadCell>From</HeadCell>
              <HeadCell numeric>Parameters</HeadCell>
              <HeadCell numeric>Size</HeadCell>
              <HeadCell>Licence</HeadCell>
              <HeadCell>Made by</HeadCell>
              <HeadCell numeric className="pr-4">
                Made
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {items.map((model) => (
              <Row key={model.id} id={model.id} className="target:bg-accent-soft hover:bg-raised">
                <Cell className="pl-4 font-medium">
                  <Link href={modelAddress(project.slug, model.id)} className="hover:underline">
                    {model.name}
                  </Link>
                </Cell>
                <Cell>
                  <Badge>{model.artifact.kind}</Badge>
                </Cell>
                <Cell className="text-muted">{model.baseModel ? model.baseModel.name : <Absent kind="none" />}</Cell>
                <Cell className="text-muted" title={model.revision ? `revision ${model.revision}` : undefined}>
                  {model.source === "run" ? "training" : `${model.source} · ${model.reference}`}
                </Cell>
                <Cell numeric>
                  <NumberText value={model.parameters} absent="none" reason="The run did not count them" />
                </Cell>
                <Cell numeric>
                  <BytesText bytes={model.artifact.bytes} />
                </Cell>
                <Cell className="text-muted">{model.license ?? "not stated"}</Cell>
                <Cell>
                  <Link href={pageAddress(project.slug, `/runs/${model.madeBy.id}`)} className="hover:underline">
                    {model.madeBy.name}
                  </Link>
                </Cell>
                <Cell numeric className="pr-4">
                  <RelativeTime time={model.createdAt} />
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
