import { and, eq, isNull } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { campaignReviewer } from "@/db/schema/campaigns";
import { mayDo, type Role } from "@/domain/access";
import type { Viewer } from "../context";
import { DomainError } from "../errors";
import type { CampaignOf } from "./read-gate-campaign";

/** Who settles: whoever steers campaigns, and clinicians whom the round names for it. A reader sees nothing of it. */
export async function requireAdjudicator(
  db: Database | Transaction,
  { projectId, campaignId }: CampaignOf,
  { viewer, role }: { viewer: Viewer; role: Role },
): Promise<void> {
  if (mayDo(role, "campaigns.write") || mayDo(role, "gates.sign")) return;
  const [named] = await db
    .select({ id: campaignReviewer.id })
    .from(campaignReviewer)
    .where(
      and(
        eq(campaignReviewer.projectId, projectId),
        eq(campaignReviewer.campaignId, campaignId),
        eq(campaignReviewer.userId, viewer.userId),
        eq(campaignReviewer.role, "adjudicator"),
        isNull(campaignReviewer.removedAt),
      ),
    );
  if (!named) throw new DomainError("NotFound", "There is no such campaign for you to settle cases of.");
}
