import { bigint, index, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * Who changed what in review, gates, people and tokens, in one chain for the whole installation: each row holds the
 * digest of the one before. Names stand as text, so that the chain outlives what it tells of. No clinical text.
 */
export const auditEntry = pgTable(
  "audit_entry",
  {
    sequence: bigint("sequence", { mode: "number" }).primaryKey(),
    at: instant("at").notNull(),
    projectId: text("project_id"),
    actorId: text("actor_id"),
    actorName: text("actor_name").notNull(),
    /** `session`, `token`, `terminal`, `schedule`. */
    actorBy: text("actor_by").notNull(),
    /** `campaign.open`, `assessment.submit`, `member.remove` … */
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    subjectId: text("subject_id").notNull(),
    /** Plain facts without clinical text, as canonical JSON. */
    facts: text("facts").notNull(),
    /** SHA-256 of the row or rows that were written, as canonical JSON; the check reads those again. */
    content: text("content"),
    previous: text("previous").notNull(),
    digest: text("digest").notNull(),
  },
  (t) => [index("audit_entry_project").on(t.projectId, t.sequence), index("audit_entry_subject").on(t.subjectId)],
);

/** The head of the chain at a time, also written to a file that the database's owner does not hold. */
export const auditHead = pgTable("audit_head", {
  sequence: bigint("sequence", { mode: "number" }).primaryKey(),
  digest: text("digest").notNull(),
  exportedAt: instant("exported_at").notNull(),
});
