"use client";

import { useDeferredValue, useRef, useState } from "react";
import { isPairType, SPLITS, type Split } from "@/domain/datasets/dataset-types";
import { formatCount, formatCounted } from "@/domain/format/number";
import type { RouterOutputs } from "../layout/trpc";
import { useUrlParams } from "../run/use-url-params";
import { Badge } from "../ui/badge";
import { classNames } from "../ui/class-names";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { SkeletonLines } from "../ui/skeleton";
import { useFixedRows } from "../ui/use-fixed-rows";
import { RowDialog } from "./row-dialog";
import { type ListedRow, useRowPages } from "./use-row-pages";

type Version = RouterOutputs["datasets"]["byId"]["versions"][number];

const EVERY = "every";
const ROW_HEIGHT = 64;

/** All rows of a version, however many: what is in sight is read. A click opens one whole. */
export function VersionRows({ version }: { version: Version }) {
  const { params, set } = useUrlParams();
  const [split, setSplit] = useState<Split | null>(null);
  const [typed, setTyped] = useState("");
  const query = useDeferredValue(typed.trim());
  const scroller = useRef<HTMLDivElement>(null);
  const [known, setKnown] = useState(version.rows);
  const list = useFixedRows(scroller, { count: known, rowHeight: ROW_HEIGHT, overscan: 6 });
  const rows = useRowPages({ version: version.id, split, query }, list);
  if (rows.total !== null && rows.total !== known) setKnown(rows.total);
  const present = SPLITS.filter((name) => version.splitCounts[name] !== undefined);
  const open = params.get("row");
  const indexes = Array.from({ length: known === 0 ? 0 : list.last - list.first + 1 }, (_, at) => list.first + at);
  return (
    <section aria-label="Rows">
      <div className="mb-2 flex items-center gap-2">
        <Input
          type="search"
          aria-label="Find in the rows"
          placeholder="Find in source and reference"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          label="Split"
          value={split ?? EVERY}
          onChange={(value) => setSplit(SPLITS.find((name) => name === value) ?? null)}
          options={[
            { value: EVERY, label: "every split" },
            ...present.map((name) => ({
              value: name,
              label: name,
              remark: formatCount(version.splitCounts[name] ?? 0),
            })),
          ]}
          className="w-40"
        />
        <span className="whitespace-nowrap text-xs text-muted" role="status">
          {formatCounted(known, "row")}
        </span>
      </div>
      {rows.error ? <ErrorState what="The rows" error={rows.error} onRetry={rows.retry} /> : null}
      {rows.pending && !rows.error ? <SkeletonLines lines={10} label="Loading the rows" /> : null}
      {!rows.pending && known === 0 ? (
        <p className="py-8 text-center text-muted">{query ? `No row holds “${query}”.` : "No row is in this split."}</p>
      ) : null}
      <div
        ref={scroller}
        onScroll={list.onScroll}
        className="h-[calc(100dvh-230px)] min-h-60 overflow-auto border-line border-y"
      >
        <div style={{ height: list.height }} className="relative">
          <ol style={{ transform: `translateY(${list.top}px)` }}>
            {indexes.map((index) => (
              <ListRow key={index} row={rows.rowAt(index)} onOpen={(position) => set({ row: String(position) })} />
            ))}
          </ol>
        </div>
      </div>
      {open !== null && /^\d+$/.test(open) ? (
        <RowDialog
          version={version.id}
          pairs={isPairType(version.type)}
          position={Number(open)}
          last={version.rows - 1}
          onMove={(position) => set({ row: String(position) })}
          onClose={() => set({ row: null })}
        />
      ) : null}
    </section>
  );
}

function ListRow({ row, onOpen }: { row: ListedRow | null; onOpen: (position: number) => void }) {
  if (!row) return <li style={{ height: ROW_HEIGHT }} className="border-line border-b" aria-hidden />;
  return (
    <li style={{ height: ROW_HEIGHT }} className="border-line border-b">
      <button
        type="button"
        onClick={() => onOpen(row.position)}
        className="grid h-full w-full grid-cols-[88px_minmax(0,3fr)_minmax(0,2fr)] gap-4 px-1 text-left text-sm hover:bg-raised focus-visible:-outline-offset-2"
      >
        <span className="grid content-center gap-1 text-xs text-muted">
          {formatCount(row.position + 1)}
          <span className="flex gap-1">
            <Badge>{row.split}</Badge>
          </span>
        </span>
        <span className="self-center">
          <span className={classNames("line-clamp-2", row.erasedAt && "text-muted italic")}>
            {row.erasedAt ? "erased" : row.source}
          </span>
        </span>
        <span className={classNames("self-center", row.reference === null ? "text-muted italic" : "")}>
          <span className="line-clamp-2">{row.reference ?? "no reference"}</span>
        </span>
      </button>
    </li>
  );
}
