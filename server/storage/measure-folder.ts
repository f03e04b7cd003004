import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Bytes of a file, or of all files below a folder; 0 where there is nothing. `linked: false` leaves out hard links. */
export async function measureFolder(path: string, { linked = true } = {}): Promise<{ bytes: number }> {
  const found = await lstat(path).catch(() => null);
  if (!found) return { bytes: 0 };
  if (!found.isDirectory()) return { bytes: linked || found.nlink === 1 ? found.size : 0 };
  let bytes = 0;
  for (const name of await readdir(path)) bytes += (await measureFolder(join(path, name), { linked })).bytes;
  return { bytes };
}
