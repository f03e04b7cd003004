"use client";

import { useCampaign } from "../../campaigns/use-campaign";
import { Card, CardHeader } from "../../ui/card";
import { CountText } from "../../ui/number/count-text";
import { DurationText } from "../../ui/number/duration-text";

/** Median time a case and time in all, with the page in focus. */
export function TimeCard({ campaign }: { campaign: string }) {
  const { data } = useCampaign(campaign);
  const timed = data?.readers.filter(({ progress }) => progress.seconds !== null) ?? [];
  if (timed.length === 0) return null;
  return (
    <Card className="text-sm">
      <CardHeader title="Time per case" remark="median, page in focus" />
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1">
        {timed.map(({ id, name, progress }) => (
          <div key={id} className="contents">
            <dt>{name}</dt>
            <dd className="text-right">
              <DurationText seconds={progress.medianSeconds} />{" "}
              <span className="text-muted">
                of <CountText value={progress.done} noun="case" />
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
