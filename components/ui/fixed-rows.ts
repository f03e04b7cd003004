/**
 * Browsers place and paint with 24 bits of precision, and Firefox ends an element at 17.8 million pixels: a taller
 * list scrolls in proportion, and its rows are placed from the edge of the window.
 */
export const TALLEST = 8_000_000;

/** A list of rows of one height, in pixels. */
export type RowList = { count: number; rowHeight: number };
export type RowWindow = RowList & { scrollTop: number; viewport: number };

/** Height of the scrolled element. */
export function scrolledHeight({ count, rowHeight }: RowList): number {
  return Math.min(count * rowHeight, TALLEST);
}

function scrollReach(window: RowList & { viewport: number }): number {
  return Math.max(0, scrolledHeight(window) - window.viewport);
}

/** Pixels of the list for one pixel of scrolling. */
function ratio(window: Omit<RowWindow, "scrollTop">): number {
  const reach = scrollReach(window);
  return reach === 0 ? 1 : (window.count * window.rowHeight - window.viewport) / reach;
}

/** The rows in sight, with some on both sides, and where the first of them stands in the scrolled element. */
export function rowsInSight(window: RowWindow, overscan: number) {
  const { scrollTop, viewport, count, rowHeight } = window;
  const listTop = scrollTop * ratio(window);
  const first = Math.max(0, Math.min(count - 1, Math.floor(listTop / rowHeight) - overscan));
  const last = Math.max(first, Math.min(count - 1, Math.ceil((listTop + viewport) / rowHeight) + overscan));
  return { first, last, top: scrollTop + first * rowHeight - listTop };
}

/** Where to scroll for a row in the middle of the window. */
export function scrollTopFor(row: number, window: Omit<RowWindow, "scrollTop">): number {
  const listTop = row * window.rowHeight + window.rowHeight / 2 - window.viewport / 2;
  return Math.min(scrollReach(window), Math.max(0, listTop / ratio(window)));
}

/** The least scrolling that brings a row wholly into the window. */
export function scrollTopToSee(row: number, window: RowWindow): number {
  const listTop = window.scrollTop * ratio(window);
  const above = row * window.rowHeight;
  const below = above + window.rowHeight - window.viewport;
  const wanted = Math.min(above, Math.max(listTop, below));
  return Math.min(scrollReach(window), Math.max(0, wanted / ratio(window)));
}
