import { chmod, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { apiToken } from "@/db/schema/people";
import { newId } from "@/domain/identifiers";
import { appendAudit } from "../audit/append-audit";
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
  const id = newId();
  const token = await db.transaction(async (tx) => {
    const made = await createApiToken(tx, { id, userId: admin.userId, name: TOKEN_NAME, scope: "admin" });
    const actor = { id: admin.userId, name: "The start of the server", by: "terminal" } as const;
    const what = { projectId: null, action: "token.create", subject: "api_token", subjectId: id };
    await appendAudit(tx, now, { actor, ...what, facts: { name: TOKEN_NAME, scope: "admin" } });
    return made;
  });
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
