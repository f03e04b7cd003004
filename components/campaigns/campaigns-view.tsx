"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMayDo, useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { campaignsAddress } from "./campaign-address";
import { CampaignsTable } from "./campaigns-table";

/** All rounds of a project, the newest first. */
export function CampaignsView() {
  const { project } = useProject();
  const mayWrite = useMayDo("campaigns.write");
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.campaigns.list.infiniteQueryOptions(
      { project: project.slug, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor, initialCursor: null },
    ),
  );
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const make = mayWrite ? (
    <span className="flex gap-2">
      <ButtonLink href={`${campaignsAddress(project.slug)}/import`}>Import labels</ButtonLink>
      <ButtonLink href={`${campaignsAddress(project.slug)}/new`} variant="primary">
        Make a campaign
      </ButtonLink>
    </span>
  ) : null;
  return (
    <div className="flex flex-col">
      <div className="flex items-center gap-3 px-4 pt-3.5 pb-2.5">
        <h1>Campaigns</h1>
        <span className="ml-auto">{items.length > 0 ? make : null}</span>
      </div>
      {query.error ? (
        <ErrorState what="The campaigns" error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? (
        <div className="px-4 py-2">
          <SkeletonLines lines={5} label="Loading the campaigns" />
        </div>
      ) : null}
      {query.data && items.length === 0 ? (
        <EmptyState title="No campaign yet" action={make}>
          <p>
            A campaign puts generated notes beside their sources, in front of readers who do not know who wrote them,
            and turns what they mark into a rate with its uncertainty.
          </p>
        </EmptyState>
      ) : null}
      {items.length > 0 ? <CampaignsTable items={items} /> : null}
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
