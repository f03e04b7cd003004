import type { ReactNode } from "react";
import { formatCounted, formatNumber } from "@/domain/format/number";
import type { RouterOutputs } from "../../layout/trpc";
import { Card, CardHeader } from "../../ui/card";
import { DurationText } from "../../ui/number/duration-text";
import { SkeletonLines } from "../../ui/skeleton";

type Plan = RouterOutputs["studies"]["planFork"];
type ForkPlanCardProps = {
  plan: Plan | undefined;
  stale: boolean;
  /** What the form itself finds wrong. */
  problems: readonly string[];
  changes: Readonly<Record<string, unknown>> | null;
  children: ReactNode;
};

function NodeList({ title, nodes }: { title: string; nodes: readonly { key: string; title: string }[] }) {
  if (nodes.length === 0) return null;
  return (
    <div>
      <dt className="text-muted">{title}</dt>
      <dd>
        <ul className="list-disc pl-4">
          {nodes.map((node) => (
            <li key={node.key}>{node.title}</li>
          ))}
        </ul>
      </dd>
    </div>
  );
}

function Facts({ plan }: { plan: Plan }) {
  const { kept, anew, ahead, cost, currency } = plan;
  return (
    <dl className="grid gap-2">
      <NodeList title={`Kept, ${formatCounted(kept.length, "node")}`} nodes={kept} />
      <NodeList title={`Made anew, ${formatCounted(anew.length, "node")}`} nodes={anew} />
      <div>
        <dt className="text-muted">Devices</dt>
        <dd>
          {ahead.seconds === null ? (
            "not known"
          ) : (
            <>
              about <DurationText seconds={ahead.seconds} />
            </>
          )}
          {cost === null ? "" : `, about ${formatNumber(cost)} ${currency ?? ""}`}
          <span className="block text-xs text-muted">{ahead.basis}</span>
        </dd>
      </div>
    </dl>
  );
}

/** What a fork keeps, makes anew and costs, with what would be refused. */
export function ForkPlanCard({ plan, stale, problems, changes, children }: ForkPlanCardProps) {
  const changed = Object.keys(changes ?? {});
  const refused = plan?.problems.map(({ what, remedy }) => `${what} ${remedy ?? ""}`) ?? [];
  return (
    <Card className="text-sm" aria-busy={stale}>
      <CardHeader title="What it comes to" />
      <p className="mb-2 text-xs text-muted">
        {changed.length === 0 ? "Every setting is as it was." : `Otherwise than before: ${changed.join(", ")}.`}
      </p>
      {plan ? <Facts plan={plan} /> : <SkeletonLines lines={6} label="Planning the fork" />}
      {[...problems, ...refused].length > 0 ? (
        <ul className="mt-3 grid gap-1.5 rounded-md bg-bad-soft p-2.5 text-bad">
          {[...problems, ...refused].map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      ) : null}
      {children}
    </Card>
  );
}
