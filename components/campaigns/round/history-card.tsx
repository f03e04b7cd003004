import { Card, CardHeader } from "../../ui/card";
import { RelativeTime } from "../../ui/number/relative-time";
import type { Campaign } from "../use-campaign";
import { ACTION_WORDS } from "./action-words";

function wordFor(action: string): string {
  const known = Object.entries(ACTION_WORDS).find(([name]) => name === action);
  return known?.[1].done ?? (action === "create" ? "made" : action);
}

export function HistoryCard({ history }: Pick<Campaign, "history">) {
  return (
    <Card className="text-sm">
      <CardHeader title="What happened" />
      <ol className="grid gap-2">
        {history.map(({ id, action, reason, changedAt, changedByName }) => (
          <li key={id}>
            <span className="font-medium">{wordFor(action)}</span>{" "}
            <span className="text-muted">
              by {changedByName ?? "somebody who left"}, <RelativeTime time={changedAt} />
            </span>
            {reason ? <p className="text-xs">{reason}</p> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
