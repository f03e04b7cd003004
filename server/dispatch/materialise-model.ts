import { copyFile, link, mkdir, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize } from "node:path";
import { z } from "zod";

const manifestSchema = z.object({
  files: z.array(
    z.object({
      path: z.string().refine((path) => !isAbsolute(path) && !normalize(path).startsWith(".."), "leaves its folder"),
      digest: z.string().regex(/^[0-9a-f]{64}$/),
      bytes: z.number(),
    }),
  ),
});

export function objectPath(home: string, digest: string): string {
  return join(home, "objects", digest.slice(0, 2), digest);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** A hard link takes no space; another file system takes a copy. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && ["EXDEV", "EPERM", "ENOTSUP"].includes(String(error.code)))) {
      throw error;
    }
    await copyFile(from, to);
  }
}

/** Lays the files of a folder artifact out under `$ASSAY_HOME/models/<digest>`, once. */
export async function materialiseModel(home: string, digest: string): Promise<string> {
  const folder = join(home, "models", digest);
  if (await exists(folder)) return folder;
  const manifest = manifestSchema.parse(JSON.parse(await readFile(objectPath(home, digest), "utf8")));
  await mkdir(dirname(folder), { recursive: true });
  const building = await mkdtemp(`${folder}.`);
  for (const file of manifest.files) {
    const target = join(building, file.path);
    await mkdir(dirname(target), { recursive: true });
    await linkOrCopy(objectPath(home, file.digest), target);
  }
  try {
    await rename(building, folder);
  } catch (error) {
    // Another dispatcher was first; its folder has the same content.
    await rm(building, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  }
  return folder;
}
