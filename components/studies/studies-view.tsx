"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { formatCounted } from "@/domain/format/number";
import { RUN_RULES } from "@/domain/runs/run-rules";
import { STUDY_RULES } from "@/domain/studies/study-rules";
import { useMayDo, useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { RelativeTime } from "../ui/number/relative-time";
import { SkeletonLines } from "../ui/skeleton";
import { studiesAddress, studyAddress } from "./study-address";

/** All studies of a project, the newest first. */
export function StudiesView() {
  const { project } = useProject();
  const mayWrite = useMayDo("runs.write");
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.studies.list.infiniteQueryOptions(
      { project: project.slug, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor, initialCursor: null },
    ),
  );
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const make = mayWrite ? (
    <ButtonLink href={`${studiesAddress(project.slug)}/new`} variant="primary">
      Launch the clinical loop
    </ButtonLink>
  ) : null;
  return (
    <div className="flex flex-col">
      <div className="flex items-center gap-3 px-4 pt-3.5 pb-2.5">
        <h1>Studies</h1>
        <span className="ml-auto">{items.length > 0 ? make : null}</span>
      </div>
      {query.error ? <ErrorState what="The studies" error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? (
        <div className="px-4 py-2">
          <SkeletonLines lines={5} label="Loading the studies" />
        </div>
      ) : null}
      {query.data && items.length === 0 ? (
        <EmptyState title="No study yet" action={make}>
          <p>
            A study is a graph that is launched once: notes are written and read, marks train the next model, and the
            same notes are read again, blinded, old against new.
          </p>
        </EmptyState>
      ) : null}
      <ul className="border-t border-line">
        {items.map(({ id, name, launch, runs, createdAt }) => {
          const open = runs.filter((run) => !RUN_RULES[run.state].settled).length;
          return (
            <li
              key={id}
              className="relative flex items-baseline gap-4 border-b border-line px-4 py-2 text-sm hover:bg-raised"
            >
              <Link
                href={launch ? studyAddress(project.slug, id) : `/projects/${project.slug}/runs`}
                className="min-w-0 truncate font-medium after:absolute after:inset-0"
              >
                {name}
              </Link>
              <span className="text-muted">{launch ? STUDY_RULES[launch.state].word : "a group of runs"}</span>
              <span className="min-w-0 flex-1 truncate text-muted" title={launch?.outcome ?? undefined}>
                {launch?.outcome}
              </span>
              <span className="shrink-0 text-muted">
                {formatCounted(runs.length, "run")}
                {open > 0 ? `, ${open} open` : ""}
              </span>
              <RelativeTime time={createdAt} className="w-28 shrink-0 text-right text-muted" />
            </li>
          );
        })}
      </ul>
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
