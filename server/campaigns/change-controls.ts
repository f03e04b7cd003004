import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { campaign, campaignCase } from "@/db/schema/campaigns";
import { example } from "@/db/schema/datasets";
import type { ControlRequest } from "@/domain/campaigns/campaign-request";
import { undoEdits } from "@/domain/campaigns/check-control";
import type { Planting } from "@/domain/campaigns/planting";
import { appendAudit } from "../audit/append-audit";
import type { Services } from "../context";
import { holdErasures } from "../datasets/dataset-lock";
import { DomainError } from "../errors";
import { digestOfCases } from "./campaign-content";
import type { CampaignScope } from "./create-campaign";
import { makeControls } from "./make-controls";
import { plantInRound, withPlanting } from "./plant-in-round";
import { lockCampaign } from "./read-round";
import { refuseTellingWords } from "./refuse-telling-words";

async function requireDraft(tx: Transaction, at: { projectId: string; campaignId: string }) {
  const row = await lockCampaign(tx, at);
  if (row.state !== "draft") {
    throw new DomainError("InvalidState", "Cases with known answers stand once the round was opened.");
  }
  return row;
}

/** Where an example is named, its texts must be what the control says it was made of. */
async function refuseOtherTexts(tx: Transaction, projectId: string, control: ControlRequest): Promise<void> {
  if (control.exampleId === null) return;
  const [found] = await tx
    .select({ source: example.source, reference: example.reference })
    .from(example)
    .where(and(eq(example.projectId, projectId), eq(example.id, control.exampleId)));
  const before =
    control.provenance.how === "edited" ? undoEdits(control.note, control.provenance.edits) : found?.reference;
  if (found && found.source === control.source && found.reference === before) return;
  throw new DomainError("Validation", "The recorded edits do not lead back to the note of this example.", [
    { where: "controls", what: "note and edits do not fit", remedy: "Read the example again and repeat the edit." },
  ]);
}

export async function addControls(
  { db, now }: Pick<Services, "db" | "now">,
  { projectId, actor }: CampaignScope,
  { campaign: campaignId, controls }: { campaign: string; controls: readonly ControlRequest[] },
): Promise<{ added: number }> {
  const at = { projectId, campaignId };
  return db.transaction(async (tx) => {
    await holdErasures(tx, projectId);
    const { protocol, frame } = await requireDraft(tx, at);
    const runs = frame.source.from === "generations" ? frame.source.runs : [];
    await refuseTellingWords(tx, projectId, { shown: { title: "", protocol, controls }, runs, arms: frame.arms });
    const edited = controls.filter(({ provenance }) => provenance.how === "edited");
    for (const control of edited) await refuseOtherTexts(tx, projectId, control);
    const rows = await makeControls(tx, at, { controls, protocol });
    await appendAudit(tx, now(), {
      actor,
      projectId,
      action: "campaign.add-controls",
      subject: "campaign",
      subjectId: campaignId,
      facts: { controls: rows.length },
      row: { cases: digestOfCases(rows) },
    });
    return { added: rows.length };
  });
}

/** "Plant errors by rule" into a draft, hidden among its cases. */
export async function plantControls(
  { db, now, home }: Pick<Services, "db" | "now"> & { home: string },
  { projectId, actor }: CampaignScope,
  { campaign: campaignId, planting }: { campaign: string; planting: Planting },
): Promise<{ added: number }> {
  const at = { projectId, campaignId };
  return db.transaction(async (tx) => {
    await holdErasures(tx, projectId);
    const { protocol, design } = await requireDraft(tx, at);
    const sample = await tx
      .select({ sourceDigest: campaignCase.sourceDigest })
      .from(campaignCase)
      .where(and(eq(campaignCase.campaignId, campaignId), eq(campaignCase.kind, "sample")));
    const controls = await plantInRound(tx, { ...at, home }, { planting, protocol, by: actor.name, sample });
    const rows = await makeControls(tx, at, { controls, protocol });
    const changed = withPlanting(design, planting);
    await tx.update(campaign).set({ design: changed }).where(eq(campaign.id, campaignId));
    await appendAudit(tx, now(), {
      actor,
      projectId,
      action: "campaign.plant-errors",
      subject: "campaign",
      subjectId: campaignId,
      facts: { controls: rows.length, run: planting.run, families: planting.families, seed: planting.seed },
      row: { cases: digestOfCases(rows), planted: changed.planted },
    });
    return { added: rows.length };
  });
}

export async function removeControl(
  { db, now }: Pick<Services, "db" | "now">,
  { projectId, actor }: CampaignScope,
  { campaign: campaignId, control }: { campaign: string; control: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    await requireDraft(tx, { projectId, campaignId });
    const gone = await tx
      .delete(campaignCase)
      .where(
        and(
          eq(campaignCase.campaignId, campaignId),
          eq(campaignCase.id, control),
          inArray(campaignCase.kind, ["practice", "planted", "clean"]),
        ),
      )
      .returning({ id: campaignCase.id });
    if (gone.length === 0) throw new DomainError("NotFound", "There is no such case in this campaign.");
    await appendAudit(tx, now(), {
      actor,
      projectId,
      action: "campaign.remove-control",
      subject: "campaign",
      subjectId: campaignId,
      facts: { case: control },
    });
  });
}
