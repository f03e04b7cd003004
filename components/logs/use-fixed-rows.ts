"use client";

import { type RefObject, useCallback, useEffect, useState } from "react";
import { rowsInSight, scrolledHeight, scrollTopFor } from "./fixed-rows";

const OVERSCAN = 30;

/** Which rows of a long list are in sight of its scroller. */
export function useFixedRows(scroller: RefObject<HTMLElement | null>, count: number) {
  const [scrollTop, setScrollTop] = useState(0);
  const [viewport, setViewport] = useState(600);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setViewport(element.clientHeight);
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [scroller]);
  const scrollTo = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (element) element.scrollTop = scrollTopFor(row, { viewport: element.clientHeight, count });
    },
    [scroller, count],
  );
  return {
    ...rowsInSight({ scrollTop, viewport, count }, OVERSCAN),
    height: scrolledHeight(count),
    scrollTo,
    onScroll: () => setScrollTop(scroller.current?.scrollTop ?? 0),
  };
}
