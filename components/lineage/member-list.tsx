"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { formatCount } from "@/domain/format/number";
import { type LineageSubject, lineagePath } from "@/domain/lineage/lineage-subject";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";

const PAGE = 50;

type MemberListProps = { subject: LineageSubject; list: string; total: number };

/** The single rows behind a box, each with its own lineage. */
export function MemberList({ subject, list, total }: MemberListProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.lineage.members.infiniteQueryOptions(
      { project: project.slug, ...subject, list, limit: PAGE },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  if (query.isError) return <ErrorState what="This list" error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={6} label="Loading the list" />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="text-muted">Nothing of it is here any more.</p>;
  return (
    <section className="grid gap-2">
      <ul aria-label="What it stands for" className="grid max-h-[28rem] gap-px overflow-y-auto">
        {items.map(({ id, name, detail, page, subject: on }) => (
          <li key={id} className="flex min-w-0 items-baseline gap-2 rounded px-1 py-0.5 hover:bg-raised">
            {on ? (
              <Link
                href={pageAddress(project.slug, lineagePath(on))}
                className="min-w-0 truncate text-accent hover:underline"
                title={name}
              >
                {name}
              </Link>
            ) : (
              <span className="min-w-0 truncate" title={name}>
                {name}
              </span>
            )}
            <span className="ml-auto shrink-0 text-xs text-muted">{detail}</span>
            {page ? (
              <Link
                href={pageAddress(project.slug, page)}
                aria-label={`Open ${name}`}
                className="shrink-0 text-xs text-muted underline underline-offset-2 hover:text-accent"
              >
                open
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
      <p className="flex items-center gap-3 text-xs text-muted">
        {formatCount(items.length)} of {formatCount(total)}
        {query.hasNextPage ? (
          <Button size="sm" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        ) : null}
      </p>
    </section>
  );
}
