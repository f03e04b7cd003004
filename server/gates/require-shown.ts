import type { Database } from "@/db/database";
import { CAMPAIGN_RULES } from "@/domain/campaigns/campaign-rules";
import { DomainError } from "../errors";
import { type CampaignOf, type CampaignRow, requireCampaign } from "./read-gate-campaign";

/** Nobody sees what single readers said before the round is closed. */
export async function requireClosed(db: Database, of: CampaignOf): Promise<CampaignRow> {
  const row = await requireCampaign(db, of);
  if (CAMPAIGN_RULES[row.state].readingsShown) return row;
  throw new DomainError(
    "InvalidState",
    "The round is not closed: what single readers said is shown to nobody before, so that nobody reads in its light.",
  );
}
