"use client";

import { CircleAlert } from "lucide-react";
import type { StageSchema } from "@/domain/runs/stage-schema";
import { useMayDo } from "../layout/project-context";
import { ButtonLink } from "../ui/button-link";
import type { RunDetail } from "./run-data";
import { tabAddress } from "./run-tabs";
import { FAULT_TITLES, findCulprit, launchAddress, suggestFix } from "./suggest-fix";

type FailureCardProps = { project: string; run: RunDetail; schema: StageSchema | null };

/** Whose fault, what happened, the value that did it, and the button that fixes it. */
export function FailureCard({ project, run, schema }: FailureCardProps) {
  const mayWrite = useMayDo("runs.write");
  if (!run.failure) return null;
  const { fault, reason, remedy, detail } = run.failure;
  const culprit = findCulprit(run, schema);
  const fix = suggestFix(run, schema);
  return (
    <section aria-labelledby="failure" className="rounded-lg border border-bad/40 bg-bad-soft p-4">
      <h2 id="failure" className="flex items-center gap-2 font-semibold text-bad">
        <CircleAlert aria-hidden className="size-4" />
        {run.state === "lost" ? "The run was lost" : FAULT_TITLES[fault]}
      </h2>
      <p className="mt-1 max-w-[80ch] text-base">{reason}</p>
      {culprit ? (
        <p className="mt-1 text-sm">
          {culprit.title} was <code className="rounded bg-surface px-1 py-0.5 font-semibold">{culprit.value}</code>{" "}
          <code className="text-muted">{culprit.field}</code>
        </p>
      ) : null}
      {remedy ? <p className="mt-1 max-w-[80ch] text-sm">{remedy}</p> : null}
      {detail ? (
        <details className="mt-3" open>
          <summary className="text-xs text-muted">Last lines</summary>
          <textarea
            readOnly
            aria-label="Last lines"
            value={detail}
            rows={Math.min(12, detail.split("\n").length)}
            className="mt-1 block w-full resize-y rounded-md border border-line bg-surface p-2 font-mono text-xs leading-5"
          />
        </details>
      ) : null}
      <div className="mt-3 flex flex-wrap gap-2">
        {mayWrite && run.actions.includes("clone") ? (
          <ButtonLink href={launchAddress(project, run.id, fix)} variant="primary">
            {fix ? fix.label : "Change and re-run"}
          </ButtonLink>
        ) : null}
        <ButtonLink href={`${tabAddress(project, run.id, "logs")}?first=error`}>
          Jump to the first error in the logs
        </ButtonLink>
      </div>
    </section>
  );
}
