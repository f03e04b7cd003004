import { and, eq } from "drizzle-orm";
import { campaignReviewer } from "@/db/schema/campaigns";
import type { ReaderRequest } from "@/domain/campaigns/campaign-request";
import { type AuditFact, appendAudit } from "../audit/append-audit";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { readerRows } from "./add-readers";
import type { CampaignScope } from "./create-campaign";
import { joinRound } from "./join-round";
import { lockCampaign } from "./read-round";

/** Adds people, or takes back who was removed; into an open round they come with a share of what is left. */
export async function addReaders(
  { db, now }: Pick<Services, "db" | "now">,
  { projectId, actor }: CampaignScope,
  { campaign: campaignId, readers }: { campaign: string; readers: readonly ReaderRequest[] },
): Promise<{ added: number }> {
  const at = { projectId, campaignId };
  return db.transaction(async (tx) => {
    const row = await lockCampaign(tx, at);
    if (row.state === "closed") throw new DomainError("InvalidState", "The round is closed; reopen it to add readers.");
    const facts: AuditFact[] = [];
    for (const wanted of await readerRows(tx, at, readers)) {
      const { role, hoursPerWeek, name } = wanted;
      const [stored] = await tx
        .insert(campaignReviewer)
        .values(wanted)
        .onConflictDoUpdate({
          target: [campaignReviewer.campaignId, campaignReviewer.userId],
          set: { role, hoursPerWeek, removedAt: null },
        })
        .returning({ id: campaignReviewer.id });
      if (!stored) throw new Error("The reader was not stored.");
      const joins = row.state !== "draft" && role === "reader";
      const joined = joins ? await joinRound(tx, at, { row, readerId: stored.id, now: now() }) : {};
      facts.push({
        actor,
        projectId,
        action: "campaign.add-reader",
        subject: "campaign_reviewer",
        subjectId: stored.id,
        facts: { campaign: campaignId, name, role, ...joined },
      });
    }
    await appendAudit(tx, now(), ...facts);
    return { added: facts.length };
  });
}

/** Hours count when turns are made; what was given out stays where it is. */
export async function changeReader(
  { db, now }: Pick<Services, "db" | "now">,
  { projectId, actor }: CampaignScope,
  change: { campaign: string; reader: string; hoursPerWeek: number | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockCampaign(tx, { projectId, campaignId: change.campaign });
    const [changed] = await tx
      .update(campaignReviewer)
      .set({ hoursPerWeek: change.hoursPerWeek })
      .where(and(eq(campaignReviewer.campaignId, change.campaign), eq(campaignReviewer.id, change.reader)))
      .returning({ name: campaignReviewer.name });
    if (!changed) throw new DomainError("NotFound", "This person does not read in this campaign.");
    await appendAudit(tx, now(), {
      actor,
      projectId,
      action: "campaign.change-reader",
      subject: "campaign_reviewer",
      subjectId: change.reader,
      facts: { campaign: change.campaign, hoursPerWeek: change.hoursPerWeek },
    });
  });
}
