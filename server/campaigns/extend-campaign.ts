import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { type campaign, campaignCase } from "@/db/schema/campaigns";
import { drawSample, stratumWeight } from "@/domain/campaigns/draw-sample";
import { planTurns } from "@/domain/campaigns/round-cases";
import { stratumOf } from "@/domain/campaigns/strata";
import { appendAudit } from "../audit/append-audit";
import type { Services } from "../context";
import { holdErasures } from "../datasets/dataset-lock";
import { DomainError } from "../errors";
import { digestOfCases } from "./campaign-content";
import type { CampaignScope } from "./create-campaign";
import { readFrame } from "./frames/read-frame";
import { type At, type CaseRow, makeCases, makeRepeats, planReadings } from "./make-cases";
import { lockCampaign, readReaders } from "./read-round";
import { requireAction } from "./steer-campaign";
import { nextPositions, storeTurns } from "./store-turns";
import { writeStateChange } from "./write-state-change";

type CampaignRow = typeof campaign.$inferSelect;
type Extension = { campaign: string; items: number; reason: string };

/** Draws more from the same frame by the same design, never what was drawn before. */
export async function extendCampaign(
  { db, now }: Pick<Services, "db" | "now">,
  { projectId, actor }: CampaignScope,
  { campaign: campaignId, items, reason }: Extension,
): Promise<{ cases: number }> {
  const at = { projectId, campaignId };
  return db.transaction(async (tx) => {
    await holdErasures(tx, projectId);
    const row = await lockCampaign(tx, at);
    const to = requireAction(row, "extend", reason);
    const made = await drawMore(tx, at, row, items);
    await giveOut(tx, at, { row, made, now: now() });
    const facts = { cases: made.length, digest: digestOfCases(made) };
    const change = await writeStateChange(tx, at, { action: "extend", to, reason, actor, at: now(), facts });
    await appendAudit(tx, now(), change);
    return { cases: made.filter(({ kind }) => kind === "sample").length };
  });
}

async function drawMore(tx: Transaction, at: At, row: CampaignRow, wanted: number): Promise<CaseRow[]> {
  const { design, protocol, frame: kept } = row;
  if (kept.source.from === "texts") {
    const what =
      "The texts of this campaign were sent along and all that was drawn is kept; there is nothing more to draw.";
    throw new DomainError("InvalidState", what, [{ where: "campaign", what, remedy: "Make a campaign of new texts." }]);
  }
  const source = kept.source;
  const whole = await readFrame(tx, at.projectId, { source, mode: protocol.mode });
  const taken = await takenItems(tx, at.campaignId);
  const frame = { ...whole, items: whole.items.filter(({ item }) => !taken.items.has(item)) };
  if (frame.items.length === 0)
    throw new DomainError("InvalidState", "Everything of the frame is in the round already.");
  const by = design.sampling.how === "stratified" ? design.sampling.strata : null;
  const strata = by ? frame.items.map((item) => stratumOf(item, by, kept.lengthEnds)) : null;
  const how = design.sampling.how === "all" ? ("random" as const) : design.sampling.how;
  const sampling = { ...design.sampling, how, size: wanted };
  const drawn = drawSample(frame.items.length, strata, { sampling, seed: design.seed + taken.cases });
  const sampled = planReadings(drawn, design, taken.cases);
  const { made } = await makeCases(tx, at, { frame, sampled, mode: protocol.mode, design, from: taken.cases });
  const repeats = await makeRepeats(tx, made, design, taken.repeats);
  if (Object.keys(design.sampling.oversample).length > 0 && by) await weighAnew(tx, at, row);
  return [...made, ...repeats];
}

async function takenItems(tx: Transaction, campaignId: string) {
  const items = await tx
    .selectDistinct({ item: campaignCase.item })
    .from(campaignCase)
    .where(and(eq(campaignCase.campaignId, campaignId), eq(campaignCase.kind, "sample")));
  const next = async (kind: "sample" | "repeat") => {
    const [found] = await tx
      .select({ next: sql<number>`coalesce(max(${campaignCase.position}) + 1, 0)` })
      .from(campaignCase)
      .where(and(eq(campaignCase.campaignId, campaignId), eq(campaignCase.kind, kind)));
    return found?.next ?? 0;
  };
  return { items: new Set(items.map(({ item }) => item)), cases: await next("sample"), repeats: await next("repeat") };
}

/** What a case stands for follows from all that was drawn so far. */
async function weighAnew(tx: Transaction, at: At, { frame }: CampaignRow): Promise<void> {
  const rows = await tx
    .select({ stratum: campaignCase.stratum, items: sql<number>`count(distinct ${campaignCase.item})::int` })
    .from(campaignCase)
    .where(and(eq(campaignCase.campaignId, at.campaignId), eq(campaignCase.kind, "sample")))
    .groupBy(campaignCase.stratum);
  const all = rows.reduce((sum, { items }) => sum + items, 0);
  for (const { stratum, items } of rows) {
    if (stratum === null) continue;
    const weight = stratumWeight(
      { stratum: items, all },
      { stratum: frame.strata[stratum] ?? items, all: frame.items },
    );
    await tx
      .update(campaignCase)
      .set({ weight })
      .where(and(eq(campaignCase.campaignId, at.campaignId), eq(campaignCase.stratum, stratum)));
  }
}

async function giveOut(tx: Transaction, at: At, { row, made, now }: { row: CampaignRow; made: CaseRow[]; now: Date }) {
  const readers = await readReaders(tx, at);
  if (readers.length === 0) throw new DomainError("InvalidState", "Nobody reads in this round; add a reader first.");
  const cases = made.map(({ id, item, kind, readings, repeatOf }) => ({
    id,
    item,
    kind,
    readings: readings ?? 1,
    repeatOf: repeatOf ?? null,
  }));
  const next = await nextPositions(tx, at.campaignId);
  const design = { ...row.design, seed: row.design.seed + (made[0]?.position ?? 0) };
  const turns = planTurns({ cases, readers }, design).map((turn) => ({
    ...turn,
    position: turn.position + next(turn.readerId),
  }));
  await storeTurns(tx, at, { turns, sideBySide: row.protocol.mode === "side-by-side", now });
}
