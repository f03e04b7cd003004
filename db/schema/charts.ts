import { sql } from "drizzle-orm";
import { check, doublePrecision, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { CurveAxis, CurveScale, SeedBand } from "../../domain/charts/chart-axis";
import { instant } from "./columns";
import { project, user } from "./people";

/** A chart that people of a project made: which metrics of which runs, and how they are drawn. */
export const chart = pgTable(
  "chart",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id")
      .notNull()
      .references(() => project.id),
    title: text("title").notNull(),
    keys: text("keys").array().notNull(),
    /** Runs by the filter of the runs table, so that runs to come are drawn too; or exactly these. */
    filter: text("filter"),
    runIds: text("run_ids").array(),
    axis: text("axis").$type<CurveAxis>().notNull(),
    scale: text("scale").$type<CurveScale>().notNull(),
    smoothing: doublePrecision("smoothing").notNull().default(0),
    bands: text("bands").$type<SeedBand>().notNull(),
    /** Counts the saves; who saves names the one that was changed, so that two people do not undo each other. */
    version: integer("version").notNull().default(1),
    createdBy: text("created_by").references(() => user.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    changedBy: text("changed_by").references(() => user.id),
    changedAt: instant("changed_at").notNull().defaultNow(),
    archivedAt: instant("archived_at"),
  },
  (t) => [
    unique("chart_project").on(t.projectId, t.id),
    index("chart_listing").on(t.projectId, t.createdAt),
    check("chart_runs", sql`num_nonnulls(${t.filter}, ${t.runIds}) = 1`),
  ],
);
