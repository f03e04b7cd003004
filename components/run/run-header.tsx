import { GitCompareArrows } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { compareAddress } from "@/domain/comparison/compare-address";
import { runColour } from "../charts/series-style";
import { ComesFromKey } from "../lineage/comes-from";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/button-link";
import { NumberText } from "../ui/number/number-text";
import { RelativeTime } from "../ui/number/relative-time";
import { RunningDuration } from "../ui/number/running-duration";
import { StateBadge } from "../ui/state-badge";
import { RunActions } from "./run-actions";
import type { RunDetail } from "./run-data";

type Input = RunDetail["inputs"][number];

/** Why the run stands where it stands, in a few words. */
function describeState(run: RunDetail): string | null {
  if (run.failure && (run.state === "failed" || run.state === "lost")) return run.failure.reason;
  if (run.state === "waiting") return run.waitingFor ?? "for what it reads";
  if (run.state === "cancelling") return "saving a checkpoint, then stopping";
  return null;
}

export function RunHeader({ project, run }: { project: string; run: RunDetail }) {
  const reason = describeState(run);
  return (
    <header className="shrink-0 px-4 pt-4 pb-3">
      <ComesFromKey subject={{ of: "run", id: run.id }} group="Run" />
      <div className="flex items-start gap-3">
        <span aria-hidden className="mt-1 h-6 w-1 shrink-0 rounded" style={{ background: runColour(run.id) }} />
        <div className="min-w-0 flex-1">
          <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 break-words">{run.name}</h1>
            <StateBadge state={run.state} className="text-sm" />
            {run.archivedAt ? <Badge>archived</Badge> : null}
            {run.tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </div>
          {reason ? <p className="text-sm text-muted">{reason}</p> : null}
        </div>
        <ButtonLink href={compareAddress(project, [run.id])}>
          <GitCompareArrows aria-hidden className="size-3.5" /> Compare
        </ButtonLink>
        <RunActions project={project} run={run} />
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 pl-4 text-sm">
        <Fact name="Stage">
          <code>{run.stage}</code>
        </Fact>
        {run.inputs.map((input) => (
          <Fact key={input.name} name={input.name === "model" ? "Model" : capitalise(input.name)}>
            <InputLink project={project} input={input} />
          </Fact>
        ))}
        <Fact name="Started">
          {run.startedAt ? <RelativeTime time={run.startedAt} /> : <span className="text-muted">not yet</span>}
        </Fact>
        <Fact name="Duration">
          <RunningDuration start={run.startedAt} end={run.endedAt} />
        </Fact>
        <Fact name="Executor">{run.executor}</Fact>
        {run.seed === null ? null : <Fact name="Seed">{run.seed}</Fact>}
        {run.cost === null ? null : (
          <Fact name="Cost">
            <NumberText value={run.cost} unit={run.costCurrency ?? undefined} />
          </Fact>
        )}
        {run.createdByName ? <Fact name="By">{run.createdByName}</Fact> : null}
      </dl>
    </header>
  );
}

function capitalise(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline gap-1.5 whitespace-nowrap">
      <dt className="text-xs text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function InputLink({ project, input }: { project: string; input: Input }) {
  const base = `/projects/${encodeURIComponent(project)}`;
  const style = "hover:text-accent hover:underline";
  if (input.kind === "dataset") {
    return (
      <Link className={style} href={`${base}/datasets/${input.datasetId}`}>
        {input.dataset} v{input.version}
      </Link>
    );
  }
  if (input.kind === "model") {
    return (
      <Link className={style} href={`${base}/models`}>
        {input.model}
      </Link>
    );
  }
  return (
    <Link className={style} href={`${base}/runs/${input.id}`}>
      {input.name === "model" && input.model ? input.model : input.run}
    </Link>
  );
}
