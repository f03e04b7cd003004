import { formatDuration } from "./format-quantity.mjs";

const REDRAW_MILLISECONDS = 120;
const PLAIN_REPORT_MILLISECONDS = 10_000;
const FRAMES = ["⠋", "⠙", "⠸", "⠴", "⠦", "⠇"];

/** What each step under way says of itself; on a terminal they share a line. */
const underWay = new Set();
let frame = 0;

function drawTogether() {
  frame += 1;
  const line = [...underWay].map((tell) => tell()).join("   ");
  process.stderr.write(
    `\r\u001b[K${`${FRAMES[frame % FRAMES.length]} ${line}`.slice(0, (process.stderr.columns ?? 80) - 1)}`,
  );
}

/**
 * Shows a step of set-up on standard error: what, how far, how long, and at its end how much. Steps may run together.
 * @template T
 * @param {string} title
 * @param {(progress: (state: string) => void) => Promise<{ detail?: string, value?: T } | void>} work
 * @returns {Promise<T | undefined>}
 */
export async function step(title, work) {
  const began = Date.now();
  const terminal = process.stderr.isTTY === true;
  let state = "";
  const elapsed = () => formatDuration(Date.now() - began);
  const tell = () => [title, state, elapsed()].filter(Boolean).join("  ");
  const report = () => process.stderr.write(`  ${title}: ${[state, elapsed()].filter(Boolean).join(", ")}\n`);
  underWay.add(tell);
  if (!terminal) process.stderr.write(`  ${title} …\n`);
  const timer = terminal
    ? setInterval(drawTogether, REDRAW_MILLISECONDS)
    : setInterval(report, PLAIN_REPORT_MILLISECONDS);
  const close = (mark, detail) =>
    process.stderr.write(
      `${terminal ? "\r\u001b[K" : ""}${mark} ${[title, detail, elapsed()].filter(Boolean).join("  ")}\n`,
    );
  try {
    const result = await work((next) => {
      state = next;
    });
    close("✓", result?.detail);
    return result?.value;
  } catch (error) {
    close("✗", undefined);
    throw error;
  } finally {
    clearInterval(timer);
    underWay.delete(tell);
  }
}

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}
