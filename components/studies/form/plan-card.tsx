import { formatCount, formatCounted, formatNumber } from "@/domain/format/number";
import type { RouterOutputs } from "../../layout/trpc";
import { Card, CardHeader } from "../../ui/card";
import { DurationText } from "../../ui/number/duration-text";

type Plan = RouterOutputs["studies"]["planLoop"];

/** What a launch would come to, as an estimate, with what would be refused. */
export function PlanCard({ plan, stale }: { plan: Plan; stale: boolean }) {
  const { notes, cases, ahead, readingHours, weeks, basis, problems } = plan;
  return (
    <Card className="text-sm" aria-busy={stale}>
      <CardHeader title="What it comes to" />
      <dl className="grid gap-1.5">
        <div>
          <dt className="text-muted">Notes, by patient or document</dt>
          <dd>
            {formatCount(notes.harvest)} harvested, {formatCount(notes.confirm)} confirming, {formatCount(notes.train)}{" "}
            to train on
          </dd>
        </div>
        <div>
          <dt className="text-muted">To be read</dt>
          <dd>
            {formatCounted(cases.first, "note")} first, {formatCounted(cases.second, "note")} in the second round
          </dd>
        </div>
        {readingHours === null ? null : (
          <div>
            <dt className="text-muted">Reading</dt>
            <dd>
              {formatNumber(readingHours)} hours
              {weeks === null ? "; say how many hours a week readers give" : `, about ${formatNumber(weeks)} weeks`}
            </dd>
          </div>
        )}
        <div>
          <dt className="text-muted">Devices</dt>
          <dd>{ahead.seconds === null ? "not known" : <DurationText seconds={ahead.seconds} />}</dd>
        </div>
      </dl>
      <p className="mt-2 text-xs text-muted">
        {basis} {ahead.basis}
      </p>
      {problems.length > 0 ? (
        <ul className="mt-3 grid gap-1.5 rounded-md bg-bad-soft p-2.5 text-bad">
          {problems.map(({ where, what, remedy }) => (
            <li key={`${where} ${what}`}>
              {what} {remedy}
            </li>
          ))}
        </ul>
      ) : (
        <p className="mt-3 text-good">Every check passes.</p>
      )}
    </Card>
  );
}
