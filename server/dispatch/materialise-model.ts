import { copyFile, link, mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize } from "node:path";
import { type ManifestFile, objectPath, readManifest } from "../artifacts/artifact-objects";
import { DomainError } from "../errors";

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

function leavesFolder(path: string): boolean {
  return isAbsolute(path) || normalize(path).startsWith("..");
}

async function readModelFiles(home: string, digest: string): Promise<ManifestFile[]> {
  const files = await readManifest(home, digest).catch((error: unknown) => {
    throw error instanceof DomainError && error.kind === "NotFound" ? unusable(NOT_HERE) : error;
  });
  if (!files || files.some(({ path }) => leavesFolder(path))) throw unusable(NO_MANIFEST);
  return files;
}

/** Lays the files of a folder artifact out under `$ASSAY_HOME/models/<digest>`, once. */
export async function materialiseModel(home: string, digest: string): Promise<string> {
  const folder = join(home, "models", digest);
  if (await exists(folder)) return folder;
  const files = await readModelFiles(home, digest);
  await mkdir(dirname(folder), { recursive: true });
  const building = await mkdtemp(`${folder}.`);
  try {
    for (const file of files) {
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
