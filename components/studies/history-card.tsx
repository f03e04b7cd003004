import { Card, CardHeader } from "../ui/card";
import { RelativeTime } from "../ui/number/relative-time";
import type { Study } from "./use-study";

const DID: Readonly<Record<string, string>> = {
  launch: "launched it",
  pause: "paused it",
  resume: "resumed it",
  cancel: "cancelled it",
  rerun: "ran a node again",
  fork: "forked it from another study",
};

/** What people did to the study, the newest first. */
export function HistoryCard({ study }: { study: Study }) {
  const titleOf = (key: string | null) => study.nodes.find((node) => node.key === key)?.title ?? null;
  return (
    <Card className="text-sm">
      <CardHeader title="History" />
      <ul className="grid gap-1.5">
        {study.changes.map(({ id, action, nodeKey, reason, changedByName, changedAt }) => (
          <li key={id}>
            {changedByName ?? "Somebody"} {DID[action] ?? action}
            {titleOf(nodeKey) ? `: “${titleOf(nodeKey)}”` : ""} <RelativeTime time={changedAt} className="text-muted" />
            {reason ? <span className="block text-muted">{reason}</span> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
