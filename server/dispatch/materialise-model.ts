import { copyFile, link, mkdir, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize } from "node:path";
import { z } from "zod";
import { DomainError } from "../errors";

const manifestSchema = z.object({
  files: z.array(
    z.object({
      path: z.string().refine((path) => !isAbsolute(path) && !normalize(path).startsWith(".."), "leaves its folder"),
      digest: z.string().regex(/^[0-9a-f]{64}$/),
      bytes: z.number(),
    }),
  ),
});

type Manifest = z.infer<typeof manifestSchema>;

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

const NOT_HERE = "The files of this model are not complete on this machine.";
const NO_MANIFEST = "The list of this model's files is damaged, or names a file that leaves its folder.";
const BRING_BACK = "Import or train the model again, or put its objects back into the data folder.";

/** What no retry mends: the person has to bring the files. */
function unusable(what: string): DomainError {
  return new DomainError("InvalidState", what, [{ where: "model", what, remedy: BRING_BACK }]);
}

async function orNotHere<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") throw unusable(NOT_HERE);
    throw error;
  }
}

async function readManifest(home: string, digest: string): Promise<Manifest> {
  const text = await orNotHere(readFile(objectPath(home, digest), "utf8"));
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) throw unusable(NO_MANIFEST);
    throw error;
  }
}

/** Lays the files of a folder artifact out under `$ASSAY_HOME/models/<digest>`, once. */
export async function materialiseModel(home: string, digest: string): Promise<string> {
  const folder = join(home, "models", digest);
  if (await exists(folder)) return folder;
  const manifest = await readManifest(home, digest);
  await mkdir(dirname(folder), { recursive: true });
  const building = await mkdtemp(`${folder}.`);
  try {
    for (const file of manifest.files) {
      const target = join(building, file.path);
      await mkdir(dirname(target), { recursive: true });
      await orNotHere(linkOrCopy(objectPath(home, file.digest), target));
    }
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    throw error;
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
