import { CircleAlert, CircleCheck } from "lucide-react";
import { Card, CardHeader } from "../../ui/card";
import type { Campaign } from "../use-campaign";

/** What stands between a draft and its first reader. */
export function MissingCard({ campaign: { missing } }: { campaign: Campaign }) {
  return (
    <Card className="text-sm">
      <CardHeader title="Before it opens" />
      {missing.length === 0 ? (
        <p className="flex items-center gap-2">
          <CircleCheck aria-hidden className="size-4 text-good" /> Nothing is missing. Look at what readers will see,
          then open the round.
        </p>
      ) : (
        <ul className="grid gap-1.5">
          {missing.map(({ what, remedy }) => (
            <li key={what} className="flex gap-2">
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-undecided" />
              <span>
                {what} <span className="text-muted">{remedy}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
