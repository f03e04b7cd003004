import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const DESCRIPTIONS = [
  [
    /^\s*Downloading (?:\S*\/)?([^/\s]+?\.(?:whl|tar\.gz))\S* \((.+)\)/,
    (found) => `downloading ${found[1]}, ${found[2]}`,
  ],
  [/^Processing \S*\/([^/\s]+\.whl)/, (found) => `taking ${found[1]} from disk`],
  [/^Collecting ([^\s=<>~!]+)/, (found) => `looking for ${found[1]}`],
  [/^Installing collected packages: (.+)/, (found) => `installing ${found[1].split(",").length} packages`],
];

/**
 * What pip does, in a few words; null for lines that say nothing new.
 * @param {string} line
 * @returns {string | null}
 */
export function describePipLine(line) {
  for (const [pattern, wording] of DESCRIPTIONS) {
    const found = pattern.exec(line);
    if (found) return wording(found);
  }
  return null;
}

/**
 * How many packages lie in a virtual environment; the one thing that pip does not say while it installs.
 * @param {string} environment
 */
export function countInstalled(environment) {
  const libraries = join(environment, "lib");
  if (!existsSync(libraries)) return 0;
  return readdirSync(libraries)
    .map((version) => join(libraries, version, "site-packages"))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder))
    .filter((name) => name.endsWith(".dist-info")).length;
}
