"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { formatNumber } from "@/domain/format/number";
import { ChartPage, type Zoom } from "../charts/chart-page";
import { useTRPC } from "../layout/trpc";
import { ErrorState } from "../ui/error-state";
import { Absent } from "../ui/number/absent";
import { BytesText } from "../ui/number/bytes-text";
import { DurationText } from "../ui/number/duration-text";
import { NumberText } from "../ui/number/number-text";
import { AttemptsCard } from "./attempts-card";
import type { RunDetail, TabProps } from "./run-data";
import { SeriesPanel } from "./series-panel";

/** What the run took: devices, memory, power, time, and every attempt with its machine. */
export function SystemTab({ project, run, values }: TabProps) {
  const trpc = useTRPC();
  const [zoom, setZoom] = useState<Zoom | null>(null);
  const keys = useQuery(trpc.series.sharedKeys.queryOptions({ project, runs: [run.id] }));
  const attempts = useQuery(trpc.attempts.byRun.queryOptions({ project, run: run.id }));
  const shown = [...new Set(keys.data?.map((one) => one.key))].filter((key) => key.startsWith("system/")).sort();
  return (
    <div className="grid gap-4 p-4">
      <Totals run={run} />
      {keys.isError ? <ErrorState what="The curves" error={keys.error} onRetry={() => keys.refetch()} /> : null}
      {keys.data && shown.length === 0 ? (
        <p className="text-sm text-muted">No measurements of the machine were recorded.</p>
      ) : null}
      <ChartPage zoom={zoom} onZoom={setZoom}>
        <section aria-label="Machine" className="grid gap-3 md:grid-cols-2">
          {shown.map((key) => (
            <SeriesPanel
              key={key}
              project={project}
              run={run}
              metric={key}
              axis="relative"
              values={values}
              height={150}
            />
          ))}
        </section>
      </ChartPage>
      {attempts.isError ? (
        <ErrorState what="The attempts" error={attempts.error} onRetry={() => attempts.refetch()} />
      ) : null}
      {attempts.data ? <AttemptsCard attempts={attempts.data} runEnd={run.endedAt} /> : null}
    </div>
  );
}

function Totals({ run }: { run: RunDetail }) {
  const wattHours = run.energyJoules === null ? null : run.energyJoules / 3600;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      <Total name="Device time">
        <DurationText seconds={run.busySeconds} />
      </Total>
      <Total name="Peak memory">
        <BytesText bytes={run.peakMemoryBytes} />
      </Total>
      <Total name="Peak device memory">
        {run.peakDeviceMemoryBytes === null ? (
          <Absent kind="none" reason="no device memory was measured" />
        ) : (
          <BytesText bytes={run.peakDeviceMemoryBytes} />
        )}
      </Total>
      <Total name="Energy">
        {wattHours === null ? (
          <Absent kind="none" reason="the device does not tell" />
        ) : (
          <span title={`${formatNumber(run.energyJoules ?? 0)} J`}>
            <NumberText value={wattHours} unit="Wh" />
          </span>
        )}
      </Total>
      <Total name="Cost">
        {run.cost === null ? (
          <Absent kind="none" reason="no price is set" />
        ) : (
          <NumberText value={run.cost} unit={run.costCurrency ?? undefined} />
        )}
      </Total>
    </dl>
  );
}

function Total({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="text-lg">{children}</dd>
    </div>
  );
}
