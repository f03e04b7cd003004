"use client";

import { useState } from "react";
import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { AuditTable } from "./audit-table";
import { ChainCard } from "./chain-card";
import { useAudit } from "./use-audit";

const SUBJECTS = [
  { title: "Everything", action: "" },
  { title: "Campaigns", action: "campaign" },
  { title: "Assessments", action: "assessment" },
  { title: "Adjudications", action: "adjudication" },
  { title: "Gates", action: "gate" },
  { title: "People", action: "member" },
  { title: "Invitations", action: "invitation" },
  { title: "Tokens", action: "token" },
] as const;

/** Who changed what in review, gates, people and tokens, and whether the chain of it is whole. */
export function AuditView() {
  const [action, setAction] = useState("");
  const query = useAudit(action);
  const { project } = useProject();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="flex flex-col">
      <div className="flex flex-wrap items-center gap-3 px-4 pt-3.5 pb-2.5">
        <h1>Audit</h1>
        <span className="text-xs text-muted">
          who changed what in reviews, gates, people and tokens of {project.name}
        </span>
        <label className="ml-auto flex items-center gap-2 text-sm">
          Show
          <select
            value={action}
            onChange={(event) => setAction(event.target.value)}
            className="h-8 rounded border border-line bg-surface px-2"
          >
            {SUBJECTS.map(({ title, action: value }) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <ChainCard />
      {query.error ? <ErrorState what="The audit" error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? (
        <div className="px-4 py-2">
          <SkeletonLines lines={8} label="Loading the audit" />
        </div>
      ) : null}
      {query.data && items.length === 0 ? (
        <EmptyState title="Nothing yet">
          Whatever is changed in reviews, gates, people and tokens from now on stands here, and cannot be taken out
          unseen.
        </EmptyState>
      ) : null}
      {items.length > 0 ? <AuditTable items={items} /> : null}
      {query.hasNextPage ? (
        <Button
          className="m-4 self-start"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show older
        </Button>
      ) : null}
    </div>
  );
}
