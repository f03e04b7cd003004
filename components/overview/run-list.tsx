import Link from "next/link";
import type { ReactNode } from "react";
import { pageAddress } from "../layout/pages";
import { RowMenuButton } from "../runs/row-menu";
import { describeRun } from "../runs/run-line";
import type { RunRow } from "../runs/run-row-type";
import { Card, CardHeader } from "../ui/card";
import { classNames } from "../ui/class-names";
import { RelativeTime } from "../ui/number/relative-time";
import { StateBadge } from "../ui/state-badge";

type RunListProps = { title: string; remark?: ReactNode; runs: readonly RunRow[]; project: string; nothing: string };

const TONES = { muted: "text-muted", bad: "text-bad", undecided: "text-undecided" } as const;

export function RunList({ title, remark, runs, project, nothing }: RunListProps) {
  return (
    <Card>
      <CardHeader title={title} remark={remark} />
      {runs.length === 0 ? <p className="py-2 text-sm text-muted">{nothing}</p> : null}
      <ul className="-mx-2">
        {runs.map((run) => {
          const line = describeRun(run);
          const remedy = run.failure?.remedy;
          return (
            <li key={run.id} className="relative flex items-start gap-3 rounded-md px-2 py-2 hover:bg-raised">
              <StateBadge state={run.state} className="w-20 shrink-0 pt-0.5" />
              <div className="min-w-0 flex-1">
                <Link
                  href={pageAddress(project, `/runs/${run.id}`)}
                  className="block truncate text-sm font-medium after:absolute after:inset-0"
                >
                  {run.name}
                </Link>
                {line ? <p className={classNames("text-xs", TONES[line.tone])}>{line.text}</p> : null}
                {remedy ? <p className="text-xs text-muted">{remedy}</p> : null}
              </div>
              <RelativeTime time={run.endedAt ?? run.startedAt} className="shrink-0 pt-0.5 text-xs text-muted" />
              <span className="relative">
                <RowMenuButton run={run} />
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
