"use client";

import { X } from "lucide-react";
import { runColour } from "../charts/series-style";
import { Sparkline } from "../charts/sparkline";
import { pageAddress } from "../layout/pages";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { NumberText } from "../ui/number/number-text";
import { RelativeTime } from "../ui/number/relative-time";
import { RunningDuration } from "../ui/number/running-duration";
import { StateBadge } from "../ui/state-badge";
import { Tags } from "./plain-cells";
import { ProgressLine } from "./progress-line";
import { ResultText } from "./result-cell";
import { dataOf, modelOf } from "./run-line";
import { RunNote } from "./run-note";
import type { RunRow } from "./run-row-type";

type RunPreviewProps = {
  run: RunRow;
  project: string;
  loss: readonly (number | null)[] | undefined;
  onClose: () => void;
};

/** A look at a run without leaving the table. */
export function RunPreview({ run, project, loss, onClose }: RunPreviewProps) {
  return (
    <aside
      aria-label={`Preview of ${run.name}`}
      className="w-80 shrink-0 overflow-auto border-l border-line p-4 text-sm"
    >
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 flex-1 text-base font-semibold break-words">{run.name}</h2>
        <Button variant="ghost" size="icon" aria-label="Close the preview" onClick={onClose}>
          <X aria-hidden className="size-4" />
        </Button>
      </div>
      <StateBadge state={run.state} />
      {run.failure ? (
        <div className="mt-3 rounded-md bg-bad-soft p-2.5 text-xs">
          <p>{run.failure.reason}</p>
          {run.failure.remedy ? <p className="mt-1 font-medium">{run.failure.remedy}</p> : null}
        </div>
      ) : null}
      {run.state === "running" ? <ProgressLine progress={run.progress} /> : null}
      {loss ? (
        <figure className="mt-4">
          <figcaption className="mb-1 text-xs text-muted">Training loss</figcaption>
          <Sparkline
            values={loss}
            color={runColour(run.id)}
            label={`Training loss of ${run.name}`}
            width={280}
            height={64}
          />
        </figure>
      ) : null}
      <dl className="mt-4 grid grid-cols-[88px_1fr] gap-x-2 gap-y-1.5 [&_dt]:text-muted">
        <dt>Stage</dt>
        <dd>
          <code>{run.stage}</code>
        </dd>
        <dt>Model</dt>
        <dd>{modelOf(run)?.text ?? "none"}</dd>
        <dt>Data</dt>
        <dd>{dataOf(run) ?? "none"}</dd>
        <dt>Seed</dt>
        <dd>{run.seed ?? "none given"}</dd>
        <dt>Started</dt>
        <dd>
          <RelativeTime time={run.startedAt} />
        </dd>
        <dt>Duration</dt>
        <dd>
          <RunningDuration start={run.startedAt} end={run.endedAt} />
        </dd>
        <dt>Tags</dt>
        <dd className="min-w-0">{run.tags.length > 0 ? <Tags tags={run.tags} /> : "none"}</dd>
        <dt>ROUGE-L</dt>
        <dd className="min-w-0">
          <ResultText run={run} />
        </dd>
        {Object.entries(run.headline)
          .filter(([key]) => key.includes("/"))
          .map(([key, value]) => (
            <div key={key} className="contents">
              <dt className="truncate" title={key}>
                {key.replace("/", " ").replaceAll("_", " ")}
              </dt>
              <dd>
                <NumberText value={value} absent="undefined" />
              </dd>
            </div>
          ))}
      </dl>
      <RunNote key={run.id} run={run} />
      <ButtonLink href={pageAddress(project, `/runs/${run.id}`)} className="mt-4 w-full">
        Open run
      </ButtonLink>
    </aside>
  );
}
