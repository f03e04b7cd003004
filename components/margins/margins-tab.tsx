"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Bucket } from "@/domain/margins/pair-record";
import { useTRPC } from "../layout/trpc";
import type { TabProps } from "../run/run-data";
import { isOpen } from "../run/run-tabs";
import { useUrlParams } from "../run/use-url-params";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { BandsCard } from "./bands-card";
import { BucketCard } from "./bucket-card";
import { LengthCard } from "./length-card";
import { sayMargins } from "./margin-words";
import { NumbersCard } from "./numbers-card";
import { PairsDialog } from "./pairs-dialog";
import { StepChoice, splitNamed } from "./step-choice";
import { SweepCard } from "./sweep-card";

type Opened = { bucket: Bucket; low?: number; high?: number };
const asStep = (text: string | null) => (text !== null && /^\d+$/.test(text) ? Number(text) : undefined);

/** How far training has parted chosen from rejected, pair by pair. */
export function MarginsTab({ project, run }: TabProps) {
  const trpc = useTRPC();
  const { params, set } = useUrlParams();
  const [opened, setOpened] = useState<Opened | null>(null);
  const split = splitNamed(params.get("split"));
  const query = useQuery(
    trpc.margins.byRun.queryOptions(
      { project, run: run.id, split, before: asStep(params.get("before")), after: asStep(params.get("after")) },
      { placeholderData: keepPreviousData },
    ),
  );
  const margins = query.data;
  if (query.isError) return <ErrorState what="The margins" error={query.error} onRetry={() => query.refetch()} />;
  if (!margins) {
    return (
      <div className="p-4">
        <SkeletonLines lines={8} />
      </div>
    );
  }
  if (margins.split === null || margins.afterStep === null) {
    return (
      <EmptyState title="No pair recorded yet">
        {isOpen(run.state)
          ? "Margins appear once the run has measured its pairs for the first time, before its first step."
          : "The run ended before it measured a pair. The logs say why."}
      </EmptyState>
    );
  }
  const open = (bucket: Bucket) => (place: number | null) => {
    const bin = place === null ? undefined : margins.bins[place];
    const last = place === margins.bins.length - 1;
    setOpened({ bucket, low: bin?.low, high: last ? undefined : bin?.high });
  };
  return (
    <div className="grid grid-cols-1 gap-4 p-4 print:[&>*]:break-inside-avoid">
      <p className="max-w-[90ch] text-lg">{sayMargins(margins)}</p>
      <StepChoice margins={margins} onSet={set} />
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,290px),1fr))] gap-4">
        {margins.buckets.map((of) => (
          <BucketCard key={of.bucket} margins={margins} of={of} onBin={open(of.bucket)} />
        ))}
      </div>
      <NumbersCard margins={margins} />
      <BandsCard margins={margins} />
      <LengthCard margins={margins} />
      <SweepCard project={project} run={run.id} split={margins.split} />
      {opened ? (
        <PairsDialog
          project={project}
          run={run.id}
          split={margins.split}
          step={margins.afterStep}
          {...opened}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </div>
  );
}
