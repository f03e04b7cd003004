import { GitFork, RotateCcw } from "lucide-react";
import Link from "next/link";
import { NODE_RULES } from "@/domain/studies/node-rules";
import { VerdictMark } from "../gates/verdict-mark";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { RunningDuration } from "../ui/number/running-duration";
import { NodeBadge } from "./node-looks";
import type { StudyNode } from "./use-study";

type NodeCardProps = {
  node: StudyNode;
  href: string | null;
  /** Null where the role may not. */
  onAct: ((action: "rerun" | "fork") => void) | null;
};

/** Headlines hold an interval: they break rather than being cut off. */
function NodeText({ node }: { node: StudyNode }) {
  const said =
    node.state === "done" || node.state === "skipped" ? (node.headline ?? node.why) : (node.why ?? node.headline);
  if (!said || node.kind === "comparison") return null;
  return (
    <span className={classNames("line-clamp-4 text-xs", node.state === "failed" ? "text-bad" : "text-muted")}>
      {said}
    </span>
  );
}

export function NodeCard({ node, href, onAct }: NodeCardProps) {
  const { actions } = NODE_RULES[node.state];
  const quiet = node.state === "waiting" || node.state === "skipped";
  return (
    <li
      className={classNames(
        "group relative flex min-h-16 flex-col gap-1 rounded-lg border bg-surface p-2",
        node.state === "people" ? "border-undecided" : "border-line",
        quiet && "bg-sunken",
      )}
    >
      <span className="flex items-center justify-between gap-1">
        <NodeBadge state={node.state} />
        <span className="text-xs text-muted">
          <RunningDuration start={node.startedAt} end={node.endedAt} />
        </span>
      </span>
      <b className="text-sm leading-tight font-medium">
        {href ? (
          <Link href={href} className="after:absolute after:inset-0 after:rounded-lg hover:underline">
            {node.title}
          </Link>
        ) : (
          node.title
        )}
      </b>
      {node.verdict ? <VerdictMark verdict={node.verdict} className="text-xs" /> : null}
      <NodeText node={node} />
      {onAct ? (
        <span className="absolute right-1 bottom-1 flex gap-1 rounded-md bg-surface opacity-0 focus-within:opacity-100 group-hover:opacity-100 [@media(hover:none)]:opacity-100">
          {actions.includes("rerun") && node.kind !== "import" ? (
            <Button size="icon" variant="ghost" aria-label={`Run “${node.title}” again`} onClick={() => onAct("rerun")}>
              <RotateCcw aria-hidden className="size-3.5" />
            </Button>
          ) : null}
          <Button size="icon" variant="ghost" aria-label={`Fork from “${node.title}”`} onClick={() => onAct("fork")}>
            <GitFork aria-hidden className="size-3.5" />
          </Button>
        </span>
      ) : null}
    </li>
  );
}
