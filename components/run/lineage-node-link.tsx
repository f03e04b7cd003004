import { Box, ClipboardCheck, Columns2, Database, DoorOpen, Play } from "lucide-react";
import Link from "next/link";
import { formatCounted } from "@/domain/format/number";
import type { RouterOutputs } from "../layout/trpc";
import { StateBadge } from "../ui/state-badge";

export type LineageNode = RouterOutputs["lineage"]["byRun"]["nodes"][number];

const ICONS = {
  ...{ run: Play, model: Box, dataset: Database, campaign: ClipboardCheck, gate: DoorOpen, pair_set: Columns2 },
} as const;

export function lineageAddress(project: string, node: LineageNode): string {
  const base = `/projects/${encodeURIComponent(project)}`;
  if (node.kind === "run") return `${base}/runs/${node.id}`;
  if (node.kind === "campaign") return `${base}/campaigns/${node.id}`;
  if (node.kind === "gate") return `${base}/campaigns/${node.campaignId}/gate/${node.id}`;
  if (node.kind === "pair_set") return `${base}/datasets/pairs/${node.id}`;
  return node.kind === "dataset" ? `${base}/datasets/${node.datasetId}` : `${base}/models/${node.id}`;
}

export function describeNode(node: LineageNode): string {
  if (node.kind === "run") return node.stage;
  if (node.kind === "dataset") return `${node.type}, ${formatCounted(node.rows, "row")}`;
  if (node.kind === "campaign") return `round, ${node.state}`;
  if (node.kind === "gate") return `decided: ${node.decision}`;
  if (node.kind === "pair_set") return `pairs, ${node.state}`;
  return node.source === "run" ? "trained here" : node.source;
}

type LineageNodeLinkProps = { project: string; node: LineageNode; label: string };

export function LineageNodeLink({ project, node, label }: LineageNodeLinkProps) {
  const Icon = ICONS[node.kind];
  const name = node.kind === "dataset" ? `${node.name} v${node.version}` : node.name;
  return (
    <li className="flex min-w-0 items-center gap-2">
      <span className="w-[4.75rem] shrink-0 text-right text-xs text-muted">{label}</span>
      <Link
        href={lineageAddress(project, node)}
        className="inline-flex min-w-0 items-center gap-1.5 rounded-md border border-line px-2 py-1 hover:border-line-strong hover:bg-raised"
      >
        <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />
        <span className="truncate font-medium" title={name}>
          {name}
        </span>
        {node.kind === "run" ? <StateBadge state={node.state} /> : null}
      </Link>
    </li>
  );
}
