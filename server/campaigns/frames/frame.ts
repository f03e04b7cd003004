import type { Database } from "@/db/database";

/** One note of an item, without its text. */
export type FrameNote = { arm: string | null; generationId: string | null; exampleId: string | null };

/** A source with one note an arm. */
export type FrameItem = {
  item: string;
  group: string;
  section: string | null;
  /** Of the source, in characters. */
  length: number;
  notes: FrameNote[];
};

export type NoteText = { note: FrameNote; text: string };
export type ItemTexts = { item: FrameItem; source: string; notes: NoteText[] };

/** What a sample is drawn from. Texts are read for what was drawn alone. */
export type Frame = {
  items: FrameItem[];
  leftOut: { reason: string; notes: number }[];
  readTexts: (db: Database, items: readonly FrameItem[]) => Promise<ItemTexts[]>;
};

export class LeftOut {
  private readonly counts = new Map<string, number>();

  add(reason: string, notes = 1): void {
    if (notes > 0) this.counts.set(reason, (this.counts.get(reason) ?? 0) + notes);
  }

  list(): Frame["leftOut"] {
    return [...this.counts].map(([reason, notes]) => ({ reason, notes }));
  }
}
