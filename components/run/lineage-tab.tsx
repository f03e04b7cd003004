"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "../layout/trpc";
import { ComesFrom } from "../lineage/comes-from";
import { layoutLineage, NODE } from "../lineage/lineage-layout";
import { classNames } from "../ui/class-names";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { StateBadge } from "../ui/state-badge";
import { describeNode, type LineageNode, lineageAddress } from "./lineage-node-link";
import type { TabProps } from "./run-data";

/** What this run stands on, to the left, and what stands on it, to the right. */
export function LineageTab({ project, run }: TabProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.lineage.byRun.queryOptions({ project, run: run.id }));
  if (query.isError) return <ErrorState what="The lineage" error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) {
    return (
      <div className="p-4">
        <SkeletonLines lines={4} />
      </div>
    );
  }
  const { nodes, edges, truncated } = query.data;
  const { places, paths, width, height } = layoutLineage(
    nodes.map((node) => node.id),
    edges,
  );
  return (
    <div className="p-4">
      <p className="pb-3 text-sm text-muted">
        {nodes.length === 1
          ? "This run reads nothing of this project, and nothing reads what it made."
          : "Read from left to right: data and models, the runs that used them, what they made."}
        {truncated ? ` The first ${nodes.length} are drawn; open one of them to see beyond.` : ""}{" "}
        <ComesFrom subject={{ of: "run", id: run.id }} what={run.name}>
          Down to pairs, labels and reviewers
        </ComesFrom>
      </p>
      <section aria-label="Lineage" className="overflow-x-auto pb-2">
        <div className="relative" style={{ width, height }}>
          <svg aria-hidden="true" width={width} height={height} className="absolute inset-0">
            {edges.map((edge, index) => {
              const touches = edge.from === run.id || edge.to === run.id;
              return (
                <path
                  key={`${edge.from} ${edge.to} ${edge.label}`}
                  d={paths[index]}
                  fill="none"
                  stroke={touches ? "var(--accent)" : "var(--line-strong)"}
                  strokeWidth={1.5}
                />
              );
            })}
          </svg>
          <ul>
            {nodes.map((node) => {
              const at = places.get(node.id);
              return at ? (
                <li key={node.id} className="absolute" style={{ left: at.x, top: at.y, width: NODE.width }}>
                  <NodeBox project={project} node={node} here={node.id === run.id} />
                </li>
              ) : null;
            })}
          </ul>
        </div>
      </section>
    </div>
  );
}

function NodeBox({ project, node, here }: { project: string; node: LineageNode; here: boolean }) {
  return (
    <Link
      href={lineageAddress(project, node)}
      aria-current={here ? "page" : undefined}
      style={{ height: NODE.height }}
      className={classNames(
        "block rounded-md border px-2.5 py-1.5 hover:border-accent",
        here ? "border-accent bg-accent-soft" : "border-line bg-surface",
      )}
    >
      <span className="block truncate text-sm font-medium" title={node.name}>
        {node.name}
        {node.kind === "dataset" ? ` v${node.version}` : ""}
      </span>
      <span className="flex items-center gap-2 text-xs text-muted">
        {node.kind === "run" ? <StateBadge state={node.state} /> : <span>{node.kind}</span>}
        <span className="truncate" title={describeNode(node)}>
          {describeNode(node)}
        </span>
      </span>
    </Link>
  );
}
