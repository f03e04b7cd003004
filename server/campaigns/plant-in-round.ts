import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { campaignCase } from "@/db/schema/campaigns";
import type { KnownAnswer } from "@/domain/campaigns/campaign-request";
import type { CampaignDesign } from "@/domain/campaigns/design";
import type { Planting } from "@/domain/campaigns/planting";
import type { Protocol } from "@/domain/campaigns/protocol";
import { controlsWanted } from "@/domain/campaigns/ready-to-open";
import { DomainError } from "../errors";
import type { At } from "./make-cases";
import { plantByRule } from "./plant-by-rule";

/** What is planted is also what the round asks for before it opens. */
export const withPlanting = (design: CampaignDesign, planting: Planting | null): CampaignDesign => ({
  ...design,
  planted: Math.max(design.planted, planting?.share ?? 0),
});

type Wanted = { planting: Planting; protocol: Protocol; by: string; sample: readonly { sourceDigest: string }[] };

/** A share of the sample's cases, of notes that the round does not read where there are such, and of no control's. */
export async function plantInRound(
  tx: Transaction,
  { projectId, campaignId, home }: At & { home?: string | undefined },
  { planting, protocol, by, sample }: Wanted,
): Promise<KnownAnswer[]> {
  if (protocol.mode === "side-by-side") {
    throw new DomainError("Validation", "Errors are planted where notes are judged, and not where two are compared.");
  }
  if (home === undefined) throw new Error("Planting reads a run's table, and the data folder is not known here.");
  const { planted: count } = controlsWanted(sample.length, { planted: planting.share, clean: 0 });
  const inRound = new Set(sample.map(({ sourceDigest }) => sourceDigest));
  const controls = await tx
    .select({ sourceDigest: campaignCase.sourceDigest })
    .from(campaignCase)
    .where(and(eq(campaignCase.campaignId, campaignId), inArray(campaignCase.kind, ["practice", "planted", "clean"])));
  const taken = new Set(controls.map(({ sourceDigest }) => sourceDigest));
  return plantByRule(tx, { projectId, home }, { planting, protocol, count, by, inRound, taken });
}
