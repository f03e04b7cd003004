import { egressPath } from "@/db/schema/egress";
import { EGRESS_SWITCHES, type EgressSwitch } from "@/domain/egress/egress-paths";
import type { Services } from "../context";

type By = Pick<Services, "db" | "now">;

/** Holds for runs that start from now on; those that run keep what they began with. */
export async function changeEgress(
  { db, now }: By,
  userId: string,
  { path, open }: { path: EgressSwitch; open: boolean },
): Promise<void> {
  const changed = { open, changedBy: userId, changedAt: now() };
  await db
    .insert(egressPath)
    .values({ path, ...changed })
    .onConflictDoUpdate({ target: egressPath.path, set: changed });
}

export async function closeAllEgress({ db, now }: By, userId: string): Promise<void> {
  await db.transaction(async (tx) => {
    for (const path of EGRESS_SWITCHES) await changeEgress({ db: tx, now }, userId, { path, open: false });
  });
}
