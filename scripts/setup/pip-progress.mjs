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
