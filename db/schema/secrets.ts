import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns";
import { project, user } from "./people";

/** A variable that runs may be given, such as HF_TOKEN: written once, never shown again. */
export const projectSecret = pgTable(
  "project_secret",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => project.id, { onDelete: "cascade" }),
    /** Name of the variable. */
    name: text("name").notNull(),
    /** Sealed by server/secrets/seal.ts: nonce, tag and ciphertext. */
    sealed: bytes("sealed").notNull(),
    writtenBy: text("written_by").references(() => user.id, { onDelete: "set null" }),
    writtenAt: instant("written_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.name] })],
);
