import type { Database } from "@/db/database";
import { readPasswordHash } from "../auth/require-present-password";

export async function hasPassword(db: Database, userId: string): Promise<boolean> {
  return (await readPasswordHash(db, userId)) !== null;
}
