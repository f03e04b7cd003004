import { and, count, eq } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { campaignCase } from "@/db/schema/campaigns";
import type { CampaignDesign } from "@/domain/campaigns/design";
import { createDraw, shuffle } from "@/domain/campaigns/draw";
import type { Drawn } from "@/domain/campaigns/draw-sample";
import { type NotePair, nameArms, pairNotes } from "@/domain/campaigns/pair-notes";
import type { ReviewMode } from "@/domain/campaigns/protocol";
import { newId } from "@/domain/identifiers";
import { splitSentences } from "@/domain/sentences/split-sentences";
import { sha256 } from "../audit/append-audit";
import type { Frame, ItemTexts, NoteText } from "./frames/frame";
import { storeTexts } from "./store-texts";

export type CaseRow = typeof campaignCase.$inferInsert;

const ITEMS_AT_ONCE = 1_000;
const ROWS_PER_INSERT = 1_000;

/** Headings are none. */
export const countSentences = (note: string): number =>
  splitSentences(note).filter(({ kind }) => kind === "sentence").length;

export type At = { projectId: string; campaignId: string };

export async function insertCases(tx: Transaction, rows: readonly CaseRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
    await tx.insert(campaignCase).values(rows.slice(from, from + ROWS_PER_INSERT));
  }
}

type Sampled = { drawn: Drawn; readings: number };

/** The sample's items with how often each is read: overlap is drawn by item, so that its arms are read alike. */
export function planReadings(drawn: readonly Drawn[], design: CampaignDesign, round: number): Sampled[] {
  const several = Math.round(drawn.length * design.overlap);
  const draw = createDraw(design.seed, `overlap ${round}`);
  const chosen = new Set(shuffle(drawn, draw).slice(0, several));
  return drawn.map((each) => ({ drawn: each, readings: chosen.has(each) ? design.readersOfOverlap : 1 }));
}

function rowsOf(
  at: At,
  { item, source, notes }: ItemTexts,
  { drawn, readings }: Sampled,
  pairs: readonly NotePair[] | null,
): Omit<CaseRow, "position">[] {
  const shared = {
    ...at,
    kind: "sample" as const,
    item: item.item,
    groupKey: item.group,
    sourceDigest: sha256(source),
    section: item.section,
    stratum: drawn.stratum,
    weight: drawn.weight,
    readings,
  };
  const one = ({ note, text }: NoteText) => ({
    noteDigest: sha256(text),
    sentences: countSentences(text),
    arm: note.arm,
    generationId: note.generationId,
    exampleId: note.exampleId,
  });
  if (!pairs) return notes.map((note) => ({ id: newId(), ...shared, ...one(note) }));
  return pairs.flatMap(([at, beside]) => {
    const [first, second] = [notes[at], notes[beside]];
    if (!first || !second) return [];
    const { noteDigest: otherNoteDigest, arm: otherArm, generationId: otherGenerationId } = one(second);
    return [{ id: newId(), ...shared, ...one(first), otherNoteDigest, otherArm, otherGenerationId }];
  });
}

type Wanted = { frame: Frame; sampled: readonly Sampled[]; mode: ReviewMode; design: CampaignDesign; from: number };

/** Of a side-by-side round which notes of each drawn item are compared; what stands in the round already counts. */
async function pairDrawn(tx: Transaction, { campaignId }: At, wanted: Wanted) {
  const { frame, sampled, mode, design, from } = wanted;
  if (mode !== "side-by-side") return null;
  const rows = await tx
    .select({ arm: campaignCase.arm, otherArm: campaignCase.otherArm, cases: count() })
    .from(campaignCase)
    .where(and(eq(campaignCase.campaignId, campaignId), eq(campaignCase.kind, "sample")))
    .groupBy(campaignCase.arm, campaignCase.otherArm);
  const before = new Map<string, number>();
  for (const { arm, otherArm, cases } of rows) {
    const name = nameArms(arm ?? "", otherArm ?? "");
    before.set(name, (before.get(name) ?? 0) + cases);
  }
  const items = sampled.map(({ drawn }) => frame.items[drawn.at] ?? { notes: [] });
  return pairNotes(items, { pairs: design.itemPairs, seed: design.seed, round: from }, before);
}

/** Freezes the texts of what was drawn, and makes its cases. Notes whose text was erased meanwhile are left out. */
export async function makeCases(tx: Transaction, at: At, wanted: Wanted) {
  const { frame, sampled, from } = wanted;
  const pairs = await pairDrawn(tx, at, wanted);
  const made: CaseRow[] = [];
  let erasedNotes = 0;
  for (let start = 0; start < sampled.length; start += ITEMS_AT_ONCE) {
    const some = sampled.slice(start, start + ITEMS_AT_ONCE);
    const items = some.flatMap(({ drawn }) => frame.items[drawn.at] ?? []);
    const texts = await frame.readTexts(tx, items);
    const erased = await storeTexts(
      tx,
      at.projectId,
      texts.flatMap(({ source, notes }) => [source, ...notes.map(({ text }) => text)]),
    );
    const rows = texts.flatMap((each, place) =>
      rowsOf(at, each, some[place] as Sampled, pairs && (pairs[start + place] ?? [])),
    );
    const kept = rows.filter(
      ({ noteDigest, sourceDigest, otherNoteDigest }) =>
        ![noteDigest, sourceDigest, otherNoteDigest ?? ""].some((digest) => erased.has(digest)),
    );
    erasedNotes += rows.length - kept.length;
    for (const row of kept) made.push({ ...row, position: from + made.length });
  }
  await insertCases(tx, made);
  return { made, erasedNotes };
}

/** Hidden repeats: copies of drawn cases that their reader gets a second time. */
export async function makeRepeats(tx: Transaction, cases: readonly CaseRow[], design: CampaignDesign, from: number) {
  const wanted = Math.round(cases.length * design.repeats);
  const chosen = shuffle(cases, createDraw(design.seed, `repeats ${from}`)).slice(0, wanted);
  const rows = chosen.map((row, place) => ({
    ...row,
    id: newId(),
    kind: "repeat" as const,
    position: from + place,
    readings: 1,
    repeatOf: row.id,
  }));
  await insertCases(tx, rows);
  return rows;
}
