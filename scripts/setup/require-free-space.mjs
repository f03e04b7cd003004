import { existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { formatBytes } from "../terminal/format-quantity.mjs";
import { Refusal } from "../terminal/refusal.mjs";

/**
 * Refuses before a step begins that could not end.
 * @param {string} folder it need not exist yet
 * @param {number} bytes
 * @param {string} purpose
 */
export function requireFreeSpace(folder, bytes, purpose) {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  const { bavail, bsize } = statfsSync(existing);
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new Refusal(
    `The disk that holds ${existing} has ${formatBytes(free)} free, and ${purpose} needs about ${formatBytes(bytes)}; free some space and start again.`,
  );
}
