import { and, eq, isNotNull } from "drizzle-orm";
import type { Database } from "@/db/database";
import { account } from "@/db/schema/people";

export async function hasPassword(db: Database, userId: string): Promise<boolean> {
  const [found] = await db
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.userId, userId), eq(account.providerId, "credential"), isNotNull(account.password)));
  return found !== undefined;
}
