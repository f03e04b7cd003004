import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const TESTS = /\.test\.tsx?$|(^|\/)(testing|__pycache__)(\/|$)/;

function listFiles(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const child = join(path, entry.name);
      if (TESTS.test(child) || entry.name.startsWith(".")) return [];
      return entry.isDirectory() ? listFiles(child) : [child];
    });
}

/**
 * One hash of files and folders by name and content; tests do not count.
 * @param {string} root
 * @param {readonly string[]} paths relative to root
 * @param {readonly string[]} words what else the result depends on
 */
export function fingerprintFiles(root, paths, words = []) {
  const hash = createHash("sha256");
  for (const word of words) hash.update(`${word}\0`);
  for (const path of paths) {
    for (const file of listFiles(join(root, path))) {
      hash.update(`${file.slice(root.length)}\0`);
      hash.update(readFileSync(file));
      hash.update("\0");
    }
  }
  return hash.digest("hex").slice(0, 24);
}
