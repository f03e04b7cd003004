import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import { countMoreLabels, type MoreLabels } from "@/domain/gates/more-labels";
import type { Services } from "../context";
import { readCampaignResult } from "./read-campaign-result";
import type { CampaignOf } from "./read-gate-campaign";
import { requireClosed } from "./require-shown";

/** If the rate is one of these: how many more labels decide the gate, what was seen counted in. */
export async function readMoreLabels(
  services: Pick<Services, "db" | "sql">,
  of: CampaignOf,
  { rates, kind }: { rates: readonly number[]; kind: ReviewerKind | null },
): Promise<{ items: MoreLabels[]; why: string | null }> {
  await requireClosed(services.db, of);
  const { result, rule } = await readCampaignResult(services, of, { kind });
  if (!result) return { items: [], why: null };
  if (result.whyNoMore !== null || result.rate.value === null) return { items: [], why: result.whyNoMore };
  const { value, n } = result.rate;
  const asked = rates.filter((rate) => rate !== rule.rule.threshold);
  const seen = { hits: Math.round(value * n), n };
  return { items: countMoreLabels(asked, seen, rule.rule, result.designEffect), why: null };
}
