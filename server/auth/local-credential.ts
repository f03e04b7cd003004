import { chmod, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { apiToken } from "@/db/schema/people";
import type { Viewer } from "../context";
import { createApiToken, hashToken, readTokenViewer } from "./api-tokens";
import { type FirstAdmin, revokeTokensNamed } from "./ensure-first-admin";

const TOKEN_NAME = "command line on this machine";

function credentialPath(home: string): string {
  return join(home, "credential");
}

async function readCredential(home: string): Promise<string | null> {
  try {
    return (await readFile(credentialPath(home), "utf8")).trim() || null;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Keeps `$ASSAY_HOME/credential` (0600) good for the command line of whoever owns the folder. */
export async function ensureLocalCredential(db: Database, home: string, admin: FirstAdmin): Promise<void> {
  const path = credentialPath(home);
  const now = new Date();
  const present = await readCredential(home);
  const found = present ? await readTokenViewer(db, present, now) : null;
  if (found?.token?.scope === "admin") return;
  await revokeTokensNamed(db, { userId: admin.userId, name: TOKEN_NAME, at: now });
  const token = await createApiToken(db, { userId: admin.userId, name: TOKEN_NAME, scope: "admin" });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, `${token}\n`, { mode: 0o600 });
  await chmod(unfinished, 0o600);
  await rename(unfinished, path);
}

/** What the token in the data folder is kept under; a token of the same name made elsewhere is not it. */
export async function readCredentialHash(home: string): Promise<string | null> {
  const present = await readCredential(home);
  return present === null ? null : hashToken(present);
}

/** Whether the request comes with the data folder's own token, which only the owner of the machine can read. */
export async function isLocalCredential(db: Database, home: string, { token }: Viewer): Promise<boolean> {
  if (!token) return false;
  const [held] = await db.select({ hash: apiToken.tokenHash }).from(apiToken).where(eq(apiToken.id, token.id));
  return held !== undefined && held.hash === (await readCredentialHash(home));
}
