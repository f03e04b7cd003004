import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { copyFiles } from "./copy-files";

type Replacing = { from: string; home: string; paths: readonly string[] };

const BEFORE = ".before-restore";

async function moveIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}

/**
 * The installation's secret and what it sealed change together: `replace` is called at the end of the transaction, and
 * if that fails after all, the secret that was there is put back.
 */
export async function replaceSecrets(
  { from, home, paths }: Replacing,
  work: (replace: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const kept: string[] = [];
  const written: string[] = [];
  const replace = async () => {
    for (const path of paths) {
      const file = join(home, path);
      if (await moveIfThere(file, `${file}${BEFORE}`)) kept.push(file);
      written.push(file);
      await copyFiles(from, home, [path]);
    }
  };
  try {
    await work(replace);
  } catch (error) {
    for (const file of written) await rm(file, { force: true });
    for (const file of kept) await rename(`${file}${BEFORE}`, file);
    throw error;
  }
  for (const file of kept) await rm(`${file}${BEFORE}`, { force: true });
}
