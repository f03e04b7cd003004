import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "@/db/database";
import { readTokenViewer } from "../auth/api-tokens";

/**
 * Refuses where database and data folder are not of one installation: to another database everything in the folder
 * would look as if nobody needed it, and a backup would hold rows of one and files of the other. The folder's own credential is a token of its database.
 */
export async function requireOwnDatabase(db: Database, home: string, now: Date): Promise<void> {
  const credential = await readFile(join(home, "credential"), "utf8").catch(() => "");
  if (credential.trim() !== "" && (await readTokenViewer(db, credential.trim(), now))) return;
  throw new Error(
    `The database does not know the credential in ${home}. Start Assay once on both, or correct ASSAY_HOME or DATABASE_URL: nothing is kept or removed on a guess.`,
  );
}
