import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What belongs to a whole process: variables, clocks, globals, a document. */
const OF_THE_PROCESS =
  /\bvi\.(stub\w+|useFakeTimers|setSystemTime|spyOn)\b|\b(process\.env|globalThis)(\.\w+|\[\w+\]) ?=[^=]|\bdelete process\.env\b|\bassign\((globalThis|process\.env)\b|@vitest-environment/;
const IMPORT = /from "((?:@|\.{1,2})\/[^"]*)"/g;

/** The files in `testing` folders that a test stands on. */
function rigsOf(root, file, text) {
  return [...text.matchAll(IMPORT)].flatMap(([, name]) => {
    const path = name.startsWith("@/") ? join(root, name.slice(2)) : join(dirname(file), name);
    if (!/[/\\]testing[/\\]/.test(path)) return [];
    return [path, `${path}.ts`, `${path}.tsx`].filter((each) => /\.\w+$/.test(each) && existsSync(each)).slice(0, 1);
  });
}

function changesItsProcess(root, file, seen = new Set()) {
  if (seen.has(file)) return false;
  seen.add(file);
  const text = readFileSync(file, "utf8");
  return OF_THE_PROCESS.test(text) || rigsOf(root, file, text).some((rig) => changesItsProcess(root, rig, seen));
}

/**
 * Test files that change what others in the same process would meet, themselves or by a rig that they stand on.
 * @param {string} root
 * @param {readonly string[]} folders
 */
export function listOwnProcess(root, folders) {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))),
  );
  return files.filter((file) => /\.test\.tsx?$/.test(file) && changesItsProcess(root, join(root, file)));
}
