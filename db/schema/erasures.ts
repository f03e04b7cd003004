import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { project, user } from "./people";

/** That a patient or document was erased: hashes and counts, and never what was there. */
export const erasure = pgTable(
  "erasure",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id")
      .notNull()
      .references(() => project.id),
    /** SHA-256 of the group's name, salted with the project, so that a later question can be answered by hash. */
    groupHash: text("group_hash").notNull(),
    /** SHA-256 of each normalised source. */
    sourceHashes: text("source_hashes").array().notNull(),
    examples: integer("examples").notNull(),
    generations: integer("generations").notNull(),
    /** Models that had learned from it when it was erased. */
    models: jsonb("models").$type<{ id: string; name: string }[]>().notNull(),
    reason: text("reason").notNull(),
    erasedBy: text("erased_by").references(() => user.id, { onDelete: "set null" }),
    erasedAt: instant("erased_at").notNull(),
  },
  (t) => [index("erasure_project").on(t.projectId, t.erasedAt)],
);
