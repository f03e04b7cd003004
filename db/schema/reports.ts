import { index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { ReportStanding, ReportSubject } from "../../domain/reports/report-content";
import { instant } from "./columns";
import { project, user } from "./people";

/** What was answered about a study or a comparison, frozen as it was shown; a later answer is another row. */
export const report = pgTable(
  "report",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id")
      .notNull()
      .references(() => project.id),
    subjectKind: text("subject_kind").$type<ReportSubject["kind"]>().notNull(),
    /** Plain id: the study, or the digest of what was compared; either may go and the report stays. */
    subjectId: text("subject_id").notNull(),
    title: text("title").notNull(),
    /** From 1 on, of its subject. */
    number: integer("number").notNull(),
    standing: text("standing").$type<ReportStanding>().notNull(),
    /** Numbers, ids and digests; never a text of notes and never a reader's name. */
    content: jsonb("content").$type<Record<string, unknown>>().notNull(),
    /** SHA-256 of the content as canonical JSON. */
    digest: text("digest").notNull(),
    /** What whoever froze it had to say. */
    remark: text("remark"),
    frozenBy: text("frozen_by").references(() => user.id, { onDelete: "set null" }),
    frozenName: text("frozen_name").notNull(),
    frozenAt: instant("frozen_at").notNull().defaultNow(),
  },
  (t) => [
    unique("report_number").on(t.projectId, t.subjectKind, t.subjectId, t.number),
    index("report_listing").on(t.projectId, t.frozenAt),
  ],
);
