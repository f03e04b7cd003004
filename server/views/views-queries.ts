import { and, asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/database";
import { user } from "@/db/schema/people";
import { savedView } from "@/db/schema/views";
import { DomainError } from "../errors";

const author = alias(user, "author");

const columns = {
  id: savedView.id,
  name: savedView.name,
  definition: savedView.definition,
  version: savedView.version,
  changedAt: savedView.changedAt,
  changedByName: user.name,
  createdByName: author.name,
};

function select(db: Database) {
  return db
    .select(columns)
    .from(savedView)
    .leftJoin(user, eq(user.id, savedView.changedBy))
    .leftJoin(author, eq(author.id, savedView.createdBy));
}

export type SavedView = Awaited<ReturnType<typeof listViews>>[number];

export async function listViews(db: Database, projectId: string) {
  return select(db)
    .where(eq(savedView.projectId, projectId))
    .orderBy(asc(sql`lower(${savedView.name})`));
}

export async function readView(db: Database, at: { projectId: string; viewId: string }): Promise<SavedView> {
  const [found] = await select(db).where(and(eq(savedView.projectId, at.projectId), eq(savedView.id, at.viewId)));
  if (!found) throw new DomainError("NotFound", "There is no such view in this project; it may have been deleted.");
  return found;
}
