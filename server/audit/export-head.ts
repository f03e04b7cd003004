import { appendFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { desc } from "drizzle-orm";
import type { Database } from "@/db/database";
import { auditEntry, auditHead } from "@/db/schema/audit";
import { type AuditHead, auditHeadSchema } from "@/domain/audit/audit-answer";

const headsFile = (home: string) => join(home, "audit", "heads.jsonl");

export async function readHead(db: Database): Promise<AuditHead | null> {
  const [last] = await db
    .select({ sequence: auditEntry.sequence, digest: auditEntry.digest })
    .from(auditEntry)
    .orderBy(desc(auditEntry.sequence))
    .limit(1);
  return last ?? null;
}

/**
 * Writes the head of the chain beside the database: into a table, and into a file of the data folder that only grows.
 * Null where nothing was added since the last time.
 */
export async function exportHead(db: Database, home: string, now: Date): Promise<AuditHead | null> {
  const head = await readHead(db);
  if (!head) return null;
  const [added] = await db
    .insert(auditHead)
    .values({ ...head, exportedAt: now })
    .onConflictDoNothing()
    .returning();
  if (!added) return null;
  await mkdir(join(home, "audit"), { recursive: true, mode: 0o700 });
  await appendFile(headsFile(home), `${JSON.stringify({ ...head, exportedAt: now.toISOString() })}\n`, { mode: 0o600 });
  return head;
}

/** Every head of the file; a line that is none is an error, for somebody touched it. */
export async function readExportedHeads(home: string): Promise<AuditHead[]> {
  const text = await readFile(headsFile(home), "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => auditHeadSchema.parse(JSON.parse(line)));
}
