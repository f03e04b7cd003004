import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { campaign } from "@/db/schema/campaigns";
import { checkControl } from "@/domain/campaigns/check-control";
import { designSchema } from "@/domain/campaigns/design";
import type { DraftChange } from "@/domain/campaigns/draft-change";
import type { Protocol } from "@/domain/campaigns/protocol";
import { appendAudit } from "../audit/append-audit";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { requireFittingRule } from "../gates/store-gate-rule";
import { campaignContent } from "./campaign-content";
import { listControls } from "./control-queries";
import type { CampaignScope } from "./create-campaign";
import type { At } from "./make-cases";
import { lockCampaign } from "./read-round";
import { refuseTellingWords } from "./refuse-telling-words";

/** Names at any time; protocol and what does not change the drawn sample until the round opens. */
export async function changeDraft(
  { db, now }: Pick<Services, "db" | "now">,
  { projectId, actor }: CampaignScope,
  { campaign: campaignId, change }: { campaign: string; change: DraftChange },
): Promise<void> {
  const at = { projectId, campaignId };
  await db.transaction(async (tx) => {
    const row = await lockCampaign(tx, at);
    const { name = row.name, title = row.title, protocol = row.protocol } = change;
    if (row.state !== "draft" && (change.protocol || change.design)) {
      const what = "Protocol and design stand once a round was opened; readings under two protocols do not add up.";
      throw new DomainError("InvalidState", what, [{ where: "protocol", what, remedy: "Make another campaign." }]);
    }
    if (protocol.mode !== row.protocol.mode) {
      throw new DomainError("InvalidState", "The cases were made for another mode. Discard it and make it again.");
    }
    const { source, arms } = row.frame;
    const runs = source.from === "generations" ? source.runs : [];
    if (change.title || change.protocol)
      await refuseTellingWords(tx, projectId, { shown: { title, protocol }, runs, arms });
    if (change.protocol) {
      await refuseUnfitControls(tx, at, protocol);
      await requireFittingRule(tx, at, protocol);
    }
    const design = designSchema.parse({ ...row.design, ...change.design });
    const [changed] = await tx
      .update(campaign)
      .set({ name, title, protocol, design })
      .where(eq(campaign.id, campaignId))
      .returning();
    if (!changed) throw new Error("The campaign was not stored.");
    await appendAudit(tx, now(), {
      actor,
      projectId,
      action: "campaign.change",
      subject: "campaign",
      subjectId: campaignId,
      facts: { changed: Object.keys(change) },
      row: campaignContent(changed),
    });
  });
}

async function refuseUnfitControls(tx: Transaction, at: At, protocol: Protocol): Promise<void> {
  const controls = await listControls(tx, at);
  const problems = controls.flatMap((control, place) =>
    checkControl(control, protocol).map((what) => ({ where: `controls.${place}`, what })),
  );
  if (problems.length === 0) return;
  throw new DomainError("Validation", "A settled answer does not fit this protocol; take it out first.", problems);
}
