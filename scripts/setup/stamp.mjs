import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Says that a folder was finished, and from what. Removed before work on the folder begins and written when it ends,
 * so that an interrupted set-up is seen at the next start.
 * @param {string} file
 * @returns {Record<string, string>}
 */
export function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}

/** @param {string} file */
export function removeStamp(file) {
  rmSync(file, { force: true });
}

/** @param {string} file @param {Record<string, string>} content */
export function writeStamp(file, content) {
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, `${JSON.stringify(content)}\n`);
  renameSync(partial, file);
}
