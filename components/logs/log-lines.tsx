"use client";

import { type RefObject, useEffect } from "react";
import { LogRow } from "./log-row";
import type { LogLine } from "./use-log-lines";

export const LINE_HEIGHT = 17;

type LogLinesProps = {
  scroller: RefObject<HTMLDivElement | null>;
  rows: { first: number; last: number; top: number; height: number; onScroll: () => void };
  count: number;
  lineAt: (index: number) => LogLine | undefined;
  query: string;
  wanted: number;
  onNumber: (number: number) => void;
  onWhole: (line: LogLine) => void;
  onFollow: (follow: boolean) => void;
};

/** The window on the lines: only what is in sight exists. */
export function LogLines({ scroller, rows, count, lineAt, query, wanted, onNumber, onWhole, onFollow }: LogLinesProps) {
  const indices = count === 0 ? [] : Array.from({ length: rows.last - rows.first + 1 }, (_, at) => rows.first + at);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const wheel = (event: WheelEvent) => {
      if (event.deltaY < 0) onFollow(false);
    };
    element.addEventListener("wheel", wheel, { passive: true });
    return () => element.removeEventListener("wheel", wheel);
  }, [scroller, onFollow]);
  return (
    <div
      ref={scroller}
      onScroll={rows.onScroll}
      className="min-h-0 flex-1 overflow-auto border-line border-t bg-raised font-mono text-xs leading-[17px]"
    >
      <button
        type="button"
        className="sr-only focus-visible:not-sr-only focus-visible:sticky focus-visible:top-0 focus-visible:left-0 focus-visible:z-10 focus-visible:bg-surface focus-visible:px-2"
        onKeyDown={(event) => {
          if (["ArrowUp", "PageUp", "Home"].includes(event.key)) onFollow(false);
          if (event.key === "End") onFollow(true);
        }}
      >
        Log lines: arrow keys, page keys, Home and End scroll
      </button>
      <div className="relative min-w-full" style={{ height: rows.height }}>
        <div
          className="absolute top-0 left-0 min-w-full will-change-transform"
          style={{ transform: `translateY(${rows.top}px)` }}
        >
          {indices.map((index) => {
            const line = lineAt(index);
            return (
              <div key={index} style={{ height: LINE_HEIGHT }}>
                {line ? (
                  <LogRow
                    line={line}
                    query={query}
                    marked={line.number === wanted}
                    onNumber={onNumber}
                    onWhole={onWhole}
                  />
                ) : (
                  <span className="block w-16 text-right text-muted">…</span>
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
