"use client";

import { useDeferredValue, useRef, useState } from "react";
import { formatCount, formatCounted } from "@/domain/format/number";
import { PAIR_BUCKETS, PAIR_ORIGINS } from "@/domain/pairs/pair";
import { useUrlParams } from "../run/use-url-params";
import { Badge } from "../ui/badge";
import { classNames } from "../ui/class-names";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { SkeletonLines } from "../ui/skeleton";
import { useFixedRows } from "../ui/use-fixed-rows";
import { PairDialog } from "./pair-dialog";
import { ORIGIN_LABELS } from "./pair-words";
import { type ListedPair, useDraftPages } from "./use-draft-pages";

const EVERY = "every";
const ROW_HEIGHT = 72;
const STATES = ["kept", "excluded", "edited", "flipped"] as const;
const STATE_WORDS = { kept: "kept", excluded: "left out", edited: "edited", flipped: "turned" } as const;

/** All pairs of a set, however many: what is in sight is read. A click opens one whole. */
export function PairRows({ set: setId, count, editable }: { set: string; count: number; editable: boolean }) {
  const { params, set } = useUrlParams();
  const [typed, setTyped] = useState("");
  const query = useDeferredValue(typed.trim());
  const scroller = useRef<HTMLDivElement>(null);
  const [known, setKnown] = useState(count);
  const list = useFixedRows(scroller, { count: known, rowHeight: ROW_HEIGHT, overscan: 6 });
  const origin = PAIR_ORIGINS.find((each) => each === params.get("origin"));
  const bucket = PAIR_BUCKETS.find((each) => each === params.get("labels"));
  const state = STATES.find((each) => each === params.get("state"));
  const pairs = useDraftPages({ set: setId, origin, bucket, state, query: query || undefined }, list);
  if (pairs.total !== null && pairs.total !== known) setKnown(pairs.total);
  const open = params.get("pair");
  const [opened, setOpened] = useState<number | null>(null);
  const loaded = { from: Math.max(0, list.first - 100), to: Math.min(known, list.last + 100) };
  const show = (index: number, id: string) => {
    setOpened(index);
    set({ pair: id });
    const frame = scroller.current;
    if (!frame) return;
    const top = index * ROW_HEIGHT;
    if (top < frame.scrollTop) frame.scrollTop = top;
    if (top + ROW_HEIGHT > frame.scrollTop + frame.clientHeight)
      frame.scrollTop = top + ROW_HEIGHT - frame.clientHeight;
  };
  /** A pair that its filter keeps no more leaves its place to the next one. */
  const moves = () => {
    let at = opened;
    for (let index = loaded.from; index < loaded.to; index++) if (pairs.pairAt(index)?.id === open) at = index;
    if (at === null) return { next: null, before: null };
    const stands = pairs.pairAt(at)?.id === open;
    const to = (index: number) => {
      const pair = index >= 0 ? pairs.pairAt(index) : null;
      return pair ? () => show(index, pair.id) : null;
    };
    return { next: to(stands ? at + 1 : at), before: to(at - 1) };
  };
  const indexes = Array.from({ length: known === 0 ? 0 : list.last - list.first + 1 }, (_, at) => list.first + at);
  const choose = (name: string) => (value: string) => set({ [name]: value === EVERY ? null : value });
  return (
    <section aria-label="Pairs" className="min-w-0">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <Input
          type="search"
          aria-label="Find in the pairs"
          placeholder="Find in prompts and answers"
          className="w-52"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          label="Origin"
          value={origin ?? EVERY}
          className="w-48"
          options={[
            { value: EVERY, label: "every origin" },
            ...PAIR_ORIGINS.map((each) => ({ value: each, label: ORIGIN_LABELS[each].label })),
          ]}
          onChange={choose("origin")}
        />
        <Select
          label="Labels"
          value={bucket ?? EVERY}
          className="w-32"
          options={[
            { value: EVERY, label: "every label" },
            ...PAIR_BUCKETS.map((each) => ({ value: each, label: `(${each})` })),
          ]}
          onChange={choose("labels")}
        />
        <Select
          label="Which pairs"
          value={state ?? EVERY}
          className="w-28"
          options={[
            { value: EVERY, label: "all" },
            ...STATES.map((each) => ({ value: each, label: STATE_WORDS[each] })),
          ]}
          onChange={choose("state")}
        />
        <span className="whitespace-nowrap text-xs text-muted" role="status">
          {formatCounted(known, "pair")}
        </span>
      </div>
      {pairs.error ? <ErrorState what="The pairs" error={pairs.error} onRetry={pairs.retry} /> : null}
      {pairs.pending && !pairs.error ? <SkeletonLines lines={10} label="Loading the pairs" /> : null}
      {!pairs.pending && known === 0 ? <p className="py-8 text-center text-muted">No such pair.</p> : null}
      <div
        aria-hidden
        className="grid grid-cols-[212px_minmax(0,1fr)_minmax(0,1fr)] gap-4 px-1 pb-1 text-xs text-muted"
      >
        <span>Pair</span>
        <span>Chosen</span>
        <span>Rejected</span>
      </div>
      <div
        ref={scroller}
        onScroll={list.onScroll}
        className="h-[calc(100dvh-190px)] min-h-72 overflow-auto border-line border-y"
      >
        <div style={{ height: list.height }} className="relative">
          <ol style={{ transform: `translateY(${list.top}px)` }}>
            {indexes.map((index) => (
              <PairRow key={index} pair={pairs.pairAt(index)} onOpen={(id) => show(index, id)} />
            ))}
          </ol>
        </div>
      </div>
      {open ? (
        <PairDialog set={setId} pair={open} editable={editable} onMove={moves()} onClose={() => set({ pair: null })} />
      ) : null}
    </section>
  );
}

function PairRow({ pair, onOpen }: { pair: ListedPair | null; onOpen: (id: string) => void }) {
  if (!pair) return <li style={{ height: ROW_HEIGHT }} className="border-line border-b" aria-hidden />;
  const left = pair.excludedReason !== null;
  return (
    <li style={{ height: ROW_HEIGHT }} className="border-line border-b">
      <button
        type="button"
        onClick={() => onOpen(pair.id)}
        className="grid h-full w-full grid-cols-[212px_minmax(0,1fr)_minmax(0,1fr)] gap-4 px-1 text-left text-sm hover:bg-raised focus-visible:-outline-offset-2"
      >
        <span className="grid content-center gap-1 text-xs text-muted">
          <span className="truncate">
            {formatCount(pair.position + 1)} · {ORIGIN_LABELS[pair.origin].label}
          </span>
          <span className="flex flex-wrap gap-1">
            <Badge>{pair.split}</Badge>
            <Badge>
              ({pair.hChosen},{pair.hRejected})
            </Badge>
            {left ? <Badge>left out</Badge> : null}
            {pair.edited ? <Badge>edited</Badge> : null}
          </span>
        </span>
        <Side label="Chosen" text={pair.erased ? null : pair.chosen} faded={left} />
        <Side label="Rejected" text={pair.erased ? null : pair.rejected} faded={left} />
      </button>
    </li>
  );
}

function Side({ label, text, faded }: { label: string; text: string | null; faded: boolean }) {
  return (
    <span className="self-center">
      <span className="sr-only">{label}: </span>
      <span className={classNames("line-clamp-3", (faded || text === null) && "text-muted", text === null && "italic")}>
        {text ?? "erased"}
      </span>
    </span>
  );
}
