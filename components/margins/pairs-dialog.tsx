"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatCount, formatCounted, formatNumber } from "@/domain/format/number";
import { BUCKET_WORDS, type Bucket } from "@/domain/margins/pair-record";
import { type RouterInputs, useTRPC } from "../layout/trpc";
import { usePairKeys } from "../pairs/use-pair-keys";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { Select } from "../ui/select";
import { SkeletonLines } from "../ui/skeleton";
import { PairDetail } from "./pair-detail";

type Sort = NonNullable<RouterInputs["margins"]["pairs"]["sort"]>;
const ORDERS: readonly { value: string; sort: Sort; order: "asc" | "desc"; label: string }[] = [
  { value: "low", sort: "margin", order: "asc", label: "smallest margin first" },
  { value: "high", sort: "margin", order: "desc", label: "largest margin first" },
  { value: "fallen", sort: "chosen", order: "asc", label: "chosen text fallen most first" },
  { value: "risen", sort: "rejected", order: "desc", label: "rejected text risen most first" },
  { value: "longer", sort: "lengthDifference", order: "desc", label: "chosen text longer first" },
  { value: "shorter", sort: "lengthDifference", order: "asc", label: "chosen text shorter first" },
];
const PAGE = 50;

type PairsDialogProps = {
  project: string;
  run: string;
  split: "train" | "validation";
  step: number;
  bucket: Bucket;
  low?: number;
  high?: number;
  onClose: () => void;
};

/** Pairs behind a bar: a list by margin, and beside it the one that is open. */
export function PairsDialog({ project, run, split, step, bucket, low, high, onClose }: PairsDialogProps) {
  const trpc = useTRPC();
  const [chosen, setChosen] = useState("low");
  const [at, setAt] = useState(0);
  const { sort, order } = ORDERS.find(({ value }) => value === chosen) ?? { sort: "margin", order: "asc" };
  const list = useInfiniteQuery(
    trpc.margins.pairs.infiniteQueryOptions(
      { project, run, split, step, bucket, low, high, sort, order, limit: PAGE },
      {
        initialCursor: 0,
        getNextPageParam: (last, pages) => {
          const read = pages.reduce((sum, page) => sum + page.rows.length, 0);
          return read < last.total ? read : undefined;
        },
        placeholderData: keepPreviousData,
      },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = list.data?.pages.at(-1)?.total ?? 0;
  const count = rows.length;
  const move = (by: number) => setAt((place) => Math.max(0, Math.min(count - 1, place + by)));
  const next = at < count - 1 ? () => move(1) : null;
  const before = at > 0 ? () => move(-1) : null;
  usePairKeys({ next, before });
  const opened = rows[at];
  const within =
    low === undefined
      ? ""
      : ` · margin ${formatNumber(low)} ${high === undefined ? "and above" : `to ${formatNumber(high)}`}`;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Pairs ${BUCKET_WORDS[bucket]} at step ${step}${within}`}
      className="top-[4vh]! max-h-[92vh]! w-[min(1320px,96vw)]!"
      footer={
        <>
          <span className="mr-auto text-xs text-muted">
            {total > 0 ? `${formatCount(at + 1)} of ${formatCounted(total, "pair")}` : ""}
          </span>
          <Button hint="K" disabled={!before} onClick={() => before?.()}>
            Pair before
          </Button>
          <Button hint="J" disabled={!next} onClick={() => next?.()}>
            Next pair
          </Button>
        </>
      }
    >
      {list.isError ? <ErrorState what="These pairs" error={list.error} onRetry={() => list.refetch()} /> : null}
      <div className="grid gap-5 md:grid-cols-[300px_minmax(0,1fr)]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-2">
          <Select
            label="Order"
            value={chosen}
            onChange={(value) => {
              setChosen(value);
              setAt(0);
            }}
            options={ORDERS}
          />
          {list.isPending ? <SkeletonLines lines={6} /> : null}
          {list.data && total === 0 ? <p className="text-muted">No pair lies here.</p> : null}
          <ol className="grid grid-cols-[minmax(0,1fr)] gap-px">
            {rows.map((row, place) => (
              <li key={row.pair}>
                <button
                  type="button"
                  aria-current={place === at || undefined}
                  onClick={() => setAt(place)}
                  className={classNames(
                    "flex w-full items-baseline gap-2 rounded px-2 py-1.5 text-left hover:bg-sunken",
                    place === at ? "bg-accent-soft" : "",
                  )}
                >
                  <span className="w-14 shrink-0 text-right tabular-nums">{formatNumber(row.margin)}</span>
                  <span className="min-w-0 flex-1 truncate text-muted">{row.chosen ?? "no text here"}</span>
                </button>
              </li>
            ))}
          </ol>
          {list.hasNextPage ? (
            <Button onClick={() => list.fetchNextPage()} disabled={list.isFetchingNextPage}>
              Show {formatCount(Math.min(PAGE, total - count))} more
            </Button>
          ) : null}
        </div>
        {opened ? <PairDetail project={project} run={run} split={split} pair={opened.pair} step={step} /> : null}
      </div>
    </Dialog>
  );
}
