import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { user } from "./people";

/** A write of the API that named a key: asked again with it within a day, it answers this and does nothing. */
export const idempotentRequest = pgTable(
  "idempotent_request",
  {
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    /** SHA-256 of address and fields. */
    requestHash: text("request_hash").notNull(),
    /** Both null while the request is at work, which only its own transaction sees. */
    status: integer("status"),
    /** JSON as it was sent; null for a secret, which is shown once. */
    answer: text("answer"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.key] }),
    index("idempotent_request_age").on(t.createdAt),
    check("idempotent_request_key", sql`length(${t.key}) between 1 and 255`),
  ],
);

/** How far ahead of the clock a person's requests have run. Unlogged: after a crash everybody starts afresh. */
export const apiPace = pgTable(
  "api_pace",
  {
    userId: text("user_id").notNull(),
    kind: text("kind").$type<"read" | "write">().notNull(),
    spentUntil: instant("spent_until").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind] })],
);
