import type { Page } from "@playwright/test";

declare global {
  interface Window {
    /** When the drawing began, when it was painted, and how many lines it has. */
    drawn: { began: number; at: number; strokes: number }[];
    lines: number;
    longTasks: number[];
  }
}

/**
 * Notes when each drawing on a canvas was painted, and how many lines it had; and tasks that held the page up. The
 * paint is taken as the second frame after the drawing.
 */
export async function watchDraws(page: Page): Promise<void> {
  // The compiler of these files names functions by a helper that the page does not have.
  await page.addInitScript("globalThis.__name = (made) => made");
  await page.addInitScript(() => {
    window.drawn = [];
    window.longTasks = [];
    window.lines = 0;
    const { clearRect, stroke } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      clearRect.apply(this, box);
      window.lines = 0;
      const began = performance.now();
      requestAnimationFrame(() =>
        requestAnimationFrame(() => window.drawn.push({ began, at: performance.now(), strokes: window.lines })),
      );
    };
    CanvasRenderingContext2D.prototype.stroke = function (...path: Path2D[]) {
      Reflect.apply(stroke, this, path);
      window.lines += 1;
    };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
    }).observe({ type: "longtask", buffered: true });
  });
}

/** Forgets what was drawn; the time from which the next is counted. */
export function startCounting(page: Page): Promise<number> {
  return page.evaluate(() => {
    window.drawn = [];
    return performance.now();
  });
}

/** When the drawing `place` after the start, with at least so many lines, was painted. */
export async function paintedAt(page: Page, place: number, lines: number): Promise<number> {
  const found = await page.waitForFunction(
    ([wanted, most]) => window.drawn.filter((one) => one.strokes >= most)[wanted]?.at,
    [place, lines] as const,
    { polling: 20, timeout: 20_000 },
  );
  return Number(await found.jsonValue());
}
