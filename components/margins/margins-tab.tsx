"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatCounted } from "@/domain/format/number";
import type { Bucket } from "@/domain/margins/pair-record";
import { useTRPC } from "../layout/trpc";
import type { TabProps } from "../run/run-data";
import { isOpen } from "../run/run-tabs";
import { useUrlParams } from "../run/use-url-params";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Select } from "../ui/select";
import { SkeletonLines } from "../ui/skeleton";
import { BandsCard } from "./bands-card";
import { BucketCard } from "./bucket-card";
import { type Margins, sayMargins } from "./margin-words";
import { NumbersCard } from "./numbers-card";
import { PairsDialog } from "./pairs-dialog";
import { SweepCard } from "./sweep-card";

type Opened = { bucket: Bucket; low?: number; high?: number };
const asStep = (text: string | null) => (text !== null && /^\d+$/.test(text) ? Number(text) : undefined);
const SPLITS = ["train", "validation"] as const;
const SPLIT_WORDS = { train: "training pairs", validation: "validation pairs" };

/** How far training has parted chosen from rejected, pair by pair. */
export function MarginsTab({ project, run }: TabProps) {
  const trpc = useTRPC();
  const { params, set } = useUrlParams();
  const [opened, setOpened] = useState<Opened | null>(null);
  const split = SPLITS.find((one) => one === params.get("split"));
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
    <div className="grid grid-cols-1 gap-4 p-4">
      <p className="max-w-[90ch] text-lg">{sayMargins(margins)}</p>
      <Choices margins={margins} onSet={set} />
      <div className="grid gap-4 lg:grid-cols-2 xl:grid-cols-3">
        {margins.buckets.map((of) => (
          <BucketCard key={of.bucket} margins={margins} of={of} onBin={open(of.bucket)} />
        ))}
      </div>
      <NumbersCard margins={margins} />
      <BandsCard margins={margins} />
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

function Choices({ margins, onSet }: { margins: Margins; onSet: ReturnType<typeof useUrlParams>["set"] }) {
  const { steps, split, beforeStep, afterStep } = margins;
  const own = steps.filter((each) => each.split === split);
  const splits = SPLITS.filter((one) => steps.some((each) => each.split === one));
  const stepOptions = own.map(({ step, pairs }) => ({
    value: String(step),
    label: `step ${step}`,
    remark: formatCounted(pairs, "pair"),
  }));
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <div className="w-52">
        <Select
          label="Which pairs"
          value={split ?? undefined}
          onChange={(value) => onSet({ split: value, before: null, after: null })}
          options={splits.map((one) => ({ value: one, label: SPLIT_WORDS[one] }))}
        />
      </div>
      <span className="flex items-center gap-2">
        <span className="text-muted">from</span>
        <span className="w-40">
          <Select
            label="Before: step"
            value={String(beforeStep)}
            onChange={(value) => onSet({ before: value })}
            options={stepOptions}
          />
        </span>
        <span className="text-muted">to</span>
        <span className="w-40">
          <Select
            label="After: step"
            value={String(afterStep)}
            onChange={(value) => onSet({ after: value })}
            options={stepOptions}
          />
        </span>
      </span>
      <span className="text-xs text-muted">
        A margin m says by how many nats the model has moved towards the chosen text, against its reference.
      </span>
    </div>
  );
}
