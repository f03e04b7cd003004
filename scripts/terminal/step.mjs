import { formatDuration } from "./format-quantity.mjs";

const REDRAW_MILLISECONDS = 120;
const PLAIN_REPORT_MILLISECONDS = 10_000;
const FRAMES = ["⠋", "⠙", "⠸", "⠴", "⠦", "⠇"];

/**
 * Shows one step of set-up on standard error: what, how far, how long, and at its end how much.
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
  let frame = 0;
  const draw = () => {
    if (!terminal) return process.stderr.write(`  ${title}: ${[state, elapsed()].filter(Boolean).join(", ")}\n`);
    frame += 1;
    const line = `${FRAMES[frame % FRAMES.length]} ${title}  ${state}  ${elapsed()}`;
    return process.stderr.write(`\r\u001b[K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`);
  };
  if (!terminal) process.stderr.write(`  ${title} …\n`);
  const timer = setInterval(draw, terminal ? REDRAW_MILLISECONDS : PLAIN_REPORT_MILLISECONDS);
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
  }
}

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}
