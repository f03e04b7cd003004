import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { egressPath } from "@/db/schema/egress";
import { user } from "@/db/schema/people";
import { EGRESS_PATHS, EGRESS_SWITCHES, type EgressSwitch } from "@/domain/egress/egress-paths";

export type EgressState = Record<EgressSwitch, boolean>;

/** Every switch of the installation, with who last changed it. */
export async function listEgress(db: Database) {
  const rows = await db
    .select({ path: egressPath.path, open: egressPath.open, changedAt: egressPath.changedAt, changedBy: user.name })
    .from(egressPath)
    .leftJoin(user, eq(user.id, egressPath.changedBy));
  return EGRESS_SWITCHES.map((path) => {
    const row = rows.find((each) => each.path === path);
    return {
      path,
      open: row?.open ?? EGRESS_PATHS[path].openAtFirst,
      changedAt: row?.changedAt ?? null,
      changedBy: row?.changedBy ?? null,
    };
  });
}

/** What a run that starts now may use. */
export async function readEgress(db: Database): Promise<EgressState> {
  const [hub, programs] = await Promise.all(
    EGRESS_SWITCHES.map(async (path) => {
      const [row] = await db.select({ open: egressPath.open }).from(egressPath).where(eq(egressPath.path, path));
      return row?.open ?? EGRESS_PATHS[path].openAtFirst;
    }),
  );
  return { hub: hub ?? false, programs: programs ?? false };
}
