import { chmod, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "@/db/database";
import { createApiToken, readTokenViewer } from "./api-tokens";
import { type FirstAdmin, revokeTokensNamed } from "./ensure-first-admin";

const TOKEN_NAME = "command line on this machine";

async function readCredential(path: string): Promise<string | null> {
  try {
    return (await readFile(path, "utf8")).trim() || null;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Keeps `$ASSAY_HOME/credential` (0600) good for the command line of whoever owns the folder. */
export async function ensureLocalCredential(db: Database, home: string, admin: FirstAdmin): Promise<void> {
  const path = join(home, "credential");
  const now = new Date();
  const present = await readCredential(path);
  const found = present ? await readTokenViewer(db, present, now) : null;
  if (found?.token?.scope === "admin") return;
  await revokeTokensNamed(db, { userId: admin.userId, name: TOKEN_NAME, at: now });
  const token = await createApiToken(db, { userId: admin.userId, name: TOKEN_NAME, scope: "admin" });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, `${token}\n`, { mode: 0o600 });
  await chmod(unfinished, 0o600);
  await rename(unfinished, path);
}
