import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { pageAddress } from "../layout/pages";
import type { RouterOutputs } from "../layout/trpc";
import { describeProgress } from "../runs/progress-line";
import { classNames } from "../ui/class-names";
import { RunningDuration } from "../ui/number/running-duration";
import { StateBadge } from "../ui/state-badge";
import { layColumns } from "./study-layout";
import { headlineOf } from "./study-verdict";

type Study = NonNullable<RouterOutputs["overview"]["read"]["study"]>;
type StudyRun = Study["runs"][number];

/** The stages of a study from left to right, each with its state, what it says, and its time. */
export function StudyGraph({ study, project }: { study: Study; project: string }) {
  const columns = layColumns(
    study.runs.map((run) => run.id),
    study.edges,
  );
  const byId = new Map(study.runs.map((run) => [run.id, run]));
  return (
    <ol aria-label={`Stages of ${study.name}`} className="flex items-center gap-1 overflow-x-auto pb-1">
      {columns.map((ids, column) => (
        <li key={ids.join()} className="flex flex-1 items-center gap-1">
          {column > 0 ? <ChevronRight aria-hidden className="size-4 shrink-0 text-line-strong" /> : null}
          <ul className="grid min-w-44 flex-1 grid-cols-[minmax(0,1fr)] gap-2">
            {ids.map((id) => {
              const run = byId.get(id);
              return run ? <StudyNode key={id} run={run} study={study} project={project} /> : null;
            })}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function StudyNode({ run, study, project }: { run: StudyRun; study: Study; project: string }) {
  const score = headlineOf(run.id, study.estimates);
  const line = run.failure?.reason ?? describeProgressOf(run) ?? score ?? run.waitingFor;
  return (
    <li>
      <Link
        href={pageAddress(project, `/runs/${run.id}`)}
        className="block rounded-lg border border-line bg-surface p-2.5 hover:border-line-strong hover:bg-raised"
      >
        <span className="flex items-center justify-between gap-2">
          <code className="text-xs text-muted">{run.stage}</code>
          <StateBadge state={run.state} />
        </span>
        <b className="block truncate text-sm font-medium" title={run.name}>
          {run.name}
        </b>
        <span className="flex items-baseline justify-between gap-2 text-xs text-muted">
          {/* A score is never shown without its interval: it breaks rather than being cut off. */}
          <span className={classNames("min-w-0", line !== score && "truncate")} title={line ?? undefined}>
            {line}
          </span>
          <RunningDuration start={run.startedAt} end={run.endedAt} />
        </span>
      </Link>
    </li>
  );
}

function describeProgressOf(run: StudyRun): string | null {
  return run.state === "running" ? describeProgress(run.progress) : null;
}
