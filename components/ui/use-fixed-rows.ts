"use client";

import { type RefObject, useCallback, useEffect, useMemo, useState } from "react";
import { type RowList, rowsInSight, scrolledHeight, scrollTopFor, scrollTopToSee } from "./fixed-rows";

type FixedRowsOptions = RowList & {
  /** Rows drawn beyond each edge. */
  overscan: number;
  /** Height of a head that stays at the top of the scroller and covers rows. */
  head?: number;
};

/** Which rows of a long list are in sight of its scroller. */
export function useFixedRows(scroller: RefObject<HTMLElement | null>, options: FixedRowsOptions) {
  const { count, rowHeight, overscan, head = 0 } = options;
  const [scrollTop, setScrollTop] = useState(0);
  const [viewport, setViewport] = useState(600);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setViewport(element.clientHeight - head);
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [scroller, head]);
  const list = useMemo(() => ({ count, rowHeight }), [count, rowHeight]);
  /** Puts a row into the middle. */
  const scrollTo = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (element) element.scrollTop = scrollTopFor(row, { ...list, viewport: element.clientHeight - head });
    },
    [scroller, list, head],
  );
  /** Moves only as far as the row needs to be seen. */
  const reveal = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (!element) return;
      const window = { ...list, viewport: element.clientHeight - head, scrollTop: element.scrollTop };
      element.scrollTop = scrollTopToSee(row, window);
    },
    [scroller, list, head],
  );
  return {
    ...rowsInSight({ scrollTop, viewport, ...list }, overscan),
    height: scrolledHeight(list),
    scrollTo,
    reveal,
    onScroll: () => setScrollTop(scroller.current?.scrollTop ?? 0),
  };
}
