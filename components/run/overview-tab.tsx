"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { RUN_RULES } from "@/domain/runs/run-rules";
import { ChartPage, type Zoom } from "../charts/chart-page";
import { useTRPC } from "../layout/trpc";
import { loadPart } from "../ui/load-part";
import { ConfigCard } from "./config-card";
import { FailureCard } from "./failure-card";
import { LineageStrip } from "./lineage-strip";
import { ProgressCard } from "./progress-card";
import type { TabProps } from "./run-data";
import { isOpen, producesOf } from "./run-tabs";
import { SeriesPanel } from "./series-panel";

const Verdict = dynamic(() =>
  loadPart(() => import("../evaluation/verdict-card").then((module) => module.VerdictCard)),
);

const MOST_CURVES = 4;

/** The answer first: why it failed or how far it is, then its curves, what it read and made, how it was set. */
export function OverviewTab(props: TabProps) {
  const { project, run, schema } = props;
  const evaluates = producesOf(run, schema)?.includes("evaluation") ?? false;
  return (
    <div className="grid gap-4 p-4 xl:grid-cols-[minmax(0,2fr)_minmax(320px,1fr)]">
      <div className="grid min-w-0 content-start gap-4">
        {run.failure && !RUN_RULES[run.state].live ? <FailureCard project={project} run={run} schema={schema} /> : null}
        {isOpen(run.state) ? <ProgressCard run={run} /> : null}
        {evaluates ? <Verdict project={project} run={run} /> : null}
        <HeadlineCurves {...props} />
        <LineageStrip project={project} run={run} />
      </div>
      <div className="min-w-0">
        <ConfigCard run={run} schema={schema} />
      </div>
    </div>
  );
}

/** The curves that the stage names as telling; for a person's own program the first that it logged. */
function HeadlineCurves({ project, run, schema, values }: TabProps) {
  const trpc = useTRPC();
  const [zoom, setZoom] = useState<Zoom | null>(null);
  const keys = useQuery(trpc.series.sharedKeys.queryOptions({ project, runs: [run.id] }));
  const headline = schema?.headlineSeries ?? [];
  const logged = new Set(keys.data?.map((one) => one.key));
  const wanted = headline.length > 0 ? headline : [...logged].filter((key) => !key.startsWith("system/"));
  // While nothing is known yet the places of a running stage's curves are kept.
  const shown = wanted.filter((key) => !keys.data || logged.has(key)).slice(0, MOST_CURVES);
  if (shown.length === 0) return null;
  return (
    <ChartPage zoom={zoom} onZoom={setZoom}>
      <section aria-label="Curves" className="grid gap-3 md:grid-cols-2">
        {shown.map((key) => (
          <SeriesPanel
            key={key}
            project={project}
            run={run}
            metric={key}
            axis={key.startsWith("system/") ? "relative" : "step"}
            values={values}
          />
        ))}
      </section>
    </ChartPage>
  );
}
