import Link from "next/link";
import { formatCounted } from "@/domain/format/number";
import { tabAddress } from "../run/run-tabs";
import { SideMark } from "./arm-name";
import type { Arm } from "./use-comparison";

/** Where the scores of each side come from, and over what. */
export function EvaluatedOn({ project, arms }: { project: string; arms: readonly [Arm, Arm] }) {
  if (arms.every(({ evaluatedOn }) => evaluatedOn.length === 0)) {
    return (
      <p className="text-muted text-sm">
        Nothing that these runs wrote was scored: their curves are compared, and a training is the unit.
      </p>
    );
  }
  return (
    <ul aria-label="Scored on" className="flex flex-wrap gap-x-8 gap-y-1 text-sm">
      {arms.map((arm, at) => (
        <li key={arm.id} className="flex items-center gap-2">
          <SideMark side={at === 0 ? "A" : "B"} />
          <EvaluationLinks project={project} arm={arm} />
        </li>
      ))}
    </ul>
  );
}

function EvaluationLinks({ project, arm }: { project: string; arm: Arm }) {
  const [first, ...others] = arm.evaluatedOn;
  if (!first) return <span className="text-muted">not scored</span>;
  const style = "text-accent underline underline-offset-2";
  return (
    <span>
      scored on {first.dataset}, {first.splits.join(" and ")}, {formatCounted(first.examples, "example")}, by{" "}
      <Link className={style} href={tabAddress(project, first.evaluateRun.id, "evaluation")}>
        {first.evaluateRun.name}
      </Link>
      {others.length > 0 ? ` and ${others.length} more` : ""}
      {first.evaluateRun.settled ? "" : " (still under way)"}
      {first.generationsRun.id === first.runId ? null : (
        <>
          {", texts of "}
          <Link className={style} href={tabAddress(project, first.generationsRun.id, "generations")}>
            {first.generationsRun.name}
          </Link>
        </>
      )}
    </span>
  );
}
