import { formatNumber } from "@/domain/format/number";
import { Card, CardHeader } from "../ui/card";
import { DurationText } from "../ui/number/duration-text";
import type { Study } from "./use-study";

/** Cost so far as measured, and what is to come, which is an estimate and says so. */
export function CostCard({ study }: { study: Study }) {
  const { spent, ahead, groups } = study;
  return (
    <Card className="text-sm">
      <CardHeader title="Cost" />
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-muted">So far</dt>
        <dd>
          <DurationText seconds={spent.busySeconds} /> of devices
          {spent.cost === null ? (
            <span className="text-muted">; no price is set</span>
          ) : (
            `, ${formatNumber(spent.cost)} ${spent.currency ?? ""}`
          )}
        </dd>
        <dt className="text-muted">To come</dt>
        <dd>
          {ahead.seconds === null ? <span className="text-muted">not known. </span> : null}
          {ahead.seconds === null ? null : (
            <>
              about <DurationText seconds={ahead.seconds} />.{" "}
            </>
          )}
          <span className="text-muted">{ahead.basis}</span>
        </dd>
        <dt className="text-muted">Notes</dt>
        <dd>
          {groups.confirm} patients or documents confirm, {groups.harvest} are harvested; drawn at launch and never
          changed.
        </dd>
      </dl>
    </Card>
  );
}
