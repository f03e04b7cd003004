export const LINE_HEIGHT = 17;

/**
 * Browsers place and paint with 24 bits of precision, and Firefox ends an element at 17.8 million pixels: a taller
 * list scrolls in proportion, and its rows are placed from the edge of the window.
 */
export const TALLEST = 8_000_000;

export type Window = { scrollTop: number; viewport: number; count: number };

/** Height of the scrolled element. */
export function scrolledHeight(count: number): number {
  return Math.min(count * LINE_HEIGHT, TALLEST);
}

/** Pixels of the list for one pixel of scrolling. */
function ratio({ viewport, count }: Omit<Window, "scrollTop">): number {
  const reach = scrolledHeight(count) - viewport;
  return reach <= 0 ? 1 : (count * LINE_HEIGHT - viewport) / reach;
}

/** The rows in sight, with some on both sides, and where the first of them stands in the scrolled element. */
export function rowsInSight(window: Window, overscan: number) {
  const { scrollTop, viewport, count } = window;
  const listTop = scrollTop * ratio(window);
  const first = Math.max(0, Math.min(count - 1, Math.floor(listTop / LINE_HEIGHT) - overscan));
  const last = Math.max(first, Math.min(count - 1, Math.ceil((listTop + viewport) / LINE_HEIGHT) + overscan));
  return { first, last, top: scrollTop + first * LINE_HEIGHT - listTop };
}

/** Where to scroll for a row in the middle of the window. */
export function scrollTopFor(row: number, window: Omit<Window, "scrollTop">): number {
  const listTop = row * LINE_HEIGHT + LINE_HEIGHT / 2 - window.viewport / 2;
  const most = Math.max(0, scrolledHeight(window.count) - window.viewport);
  return Math.min(most, Math.max(0, listTop / ratio(window)));
}
