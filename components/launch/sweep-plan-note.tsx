import { CircleAlert, CircleX } from "lucide-react";
import { formatCounted, formatNumber } from "@/domain/format/number";
import type { SweepPlan } from "@/domain/runs/sweep-plan-answer";
import { DurationText } from "../ui/number/duration-text";
import { SkeletonLines } from "../ui/skeleton";

type SweepPlanNoteProps = { runs: number; plan: SweepPlan | undefined; failed: string | null };

/** First and last; the others unfold. */
function Names({ names }: Pick<SweepPlan, "names">) {
  return (
    <details className="font-mono break-all">
      <summary className="font-sans text-muted hover:text-ink">
        Named <span className="font-mono text-ink">{names[0]}</span>
        {names.length > 1 ? (
          <>
            {" "}
            to <span className="font-mono text-ink">{names.at(-1)}</span>
          </>
        ) : null}
      </summary>
      <ul className="mt-1">
        {[...new Set(names)].map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  );
}

function Time({ ahead, cost, currency, slots, runs }: SweepPlan) {
  const { seconds, elapsedSeconds, basis } = ahead;
  return (
    <>
      <dt className="text-muted">Slots</dt>
      <dd>
        {slots.atOnce === 0
          ? `no ${slots.device} is large enough`
          : `${formatCounted(Math.min(slots.atOnce, runs), "run")} at once, ${formatCounted(slots.atOnce, `${slots.device} slot`)}`}
      </dd>
      <dt className="text-muted">Time</dt>
      <dd>
        {seconds === null || elapsedSeconds === null ? (
          "not known"
        ) : (
          <>
            <DurationText seconds={seconds} /> of devices, about <DurationText seconds={elapsedSeconds} /> in all
          </>
        )}
        <span className="block text-muted">{basis}</span>
      </dd>
      <dt className="text-muted">Cost</dt>
      <dd>{cost === null ? "not known" : `about ${formatNumber(cost)} ${currency ?? ""}`}</dd>
    </>
  );
}

/** How many runs these are, under which names, how long they take over the slots there are, and what is wrong. */
export function SweepPlanNote({ runs, plan, failed }: SweepPlanNoteProps) {
  return (
    <section aria-label="The sweep" className="mt-4 border-t border-line pt-3 text-xs">
      <h3 className="mb-1 text-sm font-semibold">{formatCounted(runs, "run")}</h3>
      <p className="mb-2 text-muted">
        Every combination of models, values and seeds. The first of each model is checked.
      </p>
      {plan ? (
        <>
          {plan.problems.map(({ where, what, remedy }) => (
            <p key={`${where} ${what}`} className="mb-2 flex gap-1.5 text-bad">
              <CircleX aria-hidden className="mt-0.5 size-3.5 shrink-0" />
              <span>
                {what} {remedy}
              </span>
            </p>
          ))}
          {plan.warnings.map((warning) => (
            <p key={warning} className="mb-2 flex gap-1.5">
              <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-undecided" />
              <span>{warning}</span>
            </p>
          ))}
          <dl className="mb-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
            <Time {...plan} />
            {plan.references > 0 ? (
              <>
                <dt className="text-muted">Reference</dt>
                <dd>measured once a model, by {formatCounted(plan.references, "run")} that the others wait for</dd>
              </>
            ) : null}
          </dl>
          {plan.taken.length > 0 ? (
            <p className="mb-1">
              {formatCounted(plan.taken.length, "name")} stood already; these runs get a number behind.
            </p>
          ) : null}
          <Names names={plan.names} />
        </>
      ) : failed ? (
        <p role="alert" className="text-bad">
          {failed}
        </p>
      ) : (
        <SkeletonLines lines={4} label="Counting what the sweep comes to" />
      )}
    </section>
  );
}
