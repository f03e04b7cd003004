import { integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { ViewDefinition } from "../../domain/runs/view-definition";
import { instant } from "./columns";
import { project, user } from "./people";

/** A way of looking at the runs of a project, shared by its link. */
export const savedView = pgTable(
  "saved_view",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id")
      .notNull()
      .references(() => project.id),
    name: text("name").notNull(),
    definition: jsonb("definition").$type<ViewDefinition>().notNull(),
    /** Grows by one with every change; a change names the one that it was made on. */
    version: integer("version").notNull().default(1),
    createdBy: text("created_by").references(() => user.id),
    changedBy: text("changed_by").references(() => user.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    changedAt: instant("changed_at").notNull().defaultNow(),
  },
  (t) => [unique("saved_view_name").on(t.projectId, t.name)],
);
