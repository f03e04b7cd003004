"use client";

import { type RefObject, useEffect, useState } from "react";

type FixedColumnsOptions = {
  count: number;
  width: number;
  /** Width of a column that stays at the left and covers others. */
  before: number;
};

const OVERSCAN = 3;

/** Which columns of a wide table are in sight of its scroller. */
export function useFixedColumns(
  scroller: RefObject<HTMLElement | null>,
  { count, width, before }: FixedColumnsOptions,
) {
  const [left, setLeft] = useState(0);
  const [viewport, setViewport] = useState(1_200);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setViewport(element.clientWidth - before);
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [scroller, before]);
  const first = Math.max(0, Math.floor(left / width) - OVERSCAN);
  const last = Math.min(count - 1, Math.ceil((left + viewport) / width) + OVERSCAN);
  return { first, last, onScroll: () => setLeft(scroller.current?.scrollLeft ?? 0) };
}
