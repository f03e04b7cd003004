import { campaign } from "@/db/schema/campaigns";
import type { CampaignRequest } from "@/domain/campaigns/campaign-request";
import { drawSample } from "@/domain/campaigns/draw-sample";
import type { CampaignFrame } from "@/domain/campaigns/frame";
import { lengthEnds, stratumOf } from "@/domain/campaigns/strata";
import { newId } from "@/domain/identifiers";
import { SPLITTER } from "@/domain/sentences/split-sentences";
import { type AuditActor, appendAudit } from "../audit/append-audit";
import type { Services } from "../context";
import { holdErasures } from "../datasets/dataset-lock";
import { insertReaders, type OtherReader, otherReaderRows, readerRows } from "./add-readers";
import { campaignContent, digestOfCases } from "./campaign-content";
import type { Frame } from "./frames/frame";
import { armsOf, readFrame } from "./frames/read-frame";
import { makeCases, makeRepeats, planReadings } from "./make-cases";
import { makeControls } from "./make-controls";
import { plantInRound, withPlanting } from "./plant-in-round";
import { refuseTellingWords } from "./refuse-telling-words";
import { writeStateChange } from "./write-state-change";

export type CampaignScope = { projectId: string; actor: AuditActor };

/** More than people may ask for: readers that are no people, and labels that were made elsewhere. */
export type CampaignInput = Omit<CampaignRequest, "planting"> & {
  planting?: CampaignRequest["planting"];
  origin?: (typeof campaign.$inferInsert)["origin"];
  otherReaders?: readonly OtherReader[];
};

/** What a frame holds, with the stratum of each item where the design asks for strata. */
export function describeFrame(frame: Frame, { source, design }: Pick<CampaignRequest, "source" | "design">) {
  const by = design.sampling.how === "stratified" ? design.sampling.strata : null;
  const ends = by === "length" ? lengthEnds(frame.items.map(({ length }) => length)) : [];
  const strata = by ? frame.items.map((item) => stratumOf(item, by, ends)) : null;
  const counts: Record<string, number> = {};
  for (const name of strata ?? []) counts[name] = (counts[name] ?? 0) + 1;
  const kept: CampaignFrame = {
    source: source.from === "texts" ? { from: "texts" } : source,
    items: frame.items.length,
    arms: armsOf(frame),
    strata: strata ? counts : { "": frame.items.length },
    lengthEnds: ends,
    leftOut: frame.leftOut,
  };
  return { strata, kept };
}

/** Draws the sample, freezes its texts and makes the cases of a round that is not open yet. */
export async function createCampaign(
  { db, now, home }: Pick<Services, "db" | "now"> & { home?: string },
  { projectId, actor }: CampaignScope,
  input: CampaignInput,
): Promise<{ id: string; cases: number; repeats: number; controls: number }> {
  const { protocol, source, planting = null } = input;
  const design = withPlanting(input.design, planting);
  const id = newId();
  const at = { projectId, campaignId: id };
  return db.transaction(async (tx) => {
    await holdErasures(tx, projectId);
    const frame = await readFrame(tx, projectId, { source, mode: protocol.mode });
    const { strata, kept } = describeFrame(frame, input);
    const runs = source.from === "generations" ? source.runs : [];
    await refuseTellingWords(tx, projectId, { shown: input, runs, arms: kept.arms });
    const [row] = await tx
      .insert(campaign)
      .values({
        id,
        projectId,
        name: input.name,
        title: input.title,
        state: "draft",
        origin: input.origin ?? (source.from === "generations" ? "generations" : "texts"),
        protocol,
        design,
        frame: kept,
        splitter: SPLITTER,
        createdBy: actor.id,
        createdAt: now(),
      })
      .returning();
    if (!row) throw new Error("The campaign was not stored.");
    const sampled = planReadings(drawSample(frame.items.length, strata, design), design, 0);
    const { made, erasedNotes } = await makeCases(tx, at, { frame, sampled, mode: protocol.mode, design, from: 0 });
    const repeats = await makeRepeats(tx, made, design, 0);
    const settled = await makeControls(tx, at, { controls: input.controls, protocol });
    const planted = planting
      ? await plantInRound(tx, { ...at, home }, { planting, protocol, by: actor.name, sample: made })
      : [];
    const controls = [...settled, ...(await makeControls(tx, at, { controls: planted, protocol }))];
    await insertReaders(tx, [
      ...(await readerRows(tx, at, input.readers)),
      ...otherReaderRows(at, input.otherReaders ?? []),
    ]);
    const change = await writeStateChange(tx, at, { action: "create", to: "draft", reason: null, actor, at: now() });
    const counts = { cases: made.length, repeats: repeats.length, controls: controls.length };
    await appendAudit(
      tx,
      now(),
      {
        actor,
        projectId,
        action: "campaign.create",
        subject: "campaign",
        subjectId: id,
        facts: { ...counts, erasedNotes, readers: input.readers.length + (input.otherReaders?.length ?? 0) },
        row: { ...campaignContent(row), cases: digestOfCases([...made, ...repeats, ...controls]) },
      },
      change,
    );
    return { id, ...counts };
  });
}
