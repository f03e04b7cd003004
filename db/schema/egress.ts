import { boolean, pgTable, text } from "drizzle-orm/pg-core";
import type { EgressSwitch } from "../../domain/egress/egress-paths";
import { instant } from "./columns";
import { user } from "./people";

/** A way out of the building that an admin opened or closed; what has no row is as it was at first. */
export const egressPath = pgTable("egress_path", {
  path: text("path").$type<EgressSwitch>().primaryKey(),
  open: boolean("open").notNull(),
  changedBy: text("changed_by").references(() => user.id, { onDelete: "set null" }),
  changedAt: instant("changed_at").notNull(),
});
