import type { ReviewText } from "@/domain/campaigns/frame";
import { DomainError, type Problem } from "../../errors";
import type { Frame, FrameItem } from "./frame";

const MOST_PROBLEMS = 50;

/** Texts that came with the request. Two sources for one item, or two notes of one arm, are refused by row. */
export function textsFrame(texts: readonly ReviewText[]): Frame {
  const items = new Map<string, FrameItem>();
  const sources = new Map<string, string>();
  const textOf = new Map<FrameItem["notes"][number], string>();
  const problems: Problem[] = [];
  for (const [row, { item: key, group, source, note: text, section, arm }] of texts.entries()) {
    const where = `source.texts.${row}`;
    const item = items.get(key) ?? {
      item: key,
      group: group ?? key,
      section: section ?? null,
      length: source.length,
      notes: [],
    };
    if (source.trim() === "" || text.trim() === "") problems.push({ where, what: "source or note is blank" });
    if ((sources.get(key) ?? source) !== source) problems.push({ where, what: "another source for the same item" });
    if (item.notes.some((note) => note.arm === (arm ?? null))) {
      problems.push({ where, what: "a second note of one arm for the same item", remedy: "Name its arm." });
    }
    const note = { arm: arm ?? null, generationId: null, exampleId: null };
    item.notes.push(note);
    textOf.set(note, text);
    items.set(key, item);
    sources.set(key, source);
  }
  if (problems.length > 0) {
    const what = `${problems.length} of ${texts.length} texts cannot be taken; nothing was stored.`;
    throw new DomainError("Validation", what, problems.slice(0, MOST_PROBLEMS));
  }
  return {
    items: [...items.values()],
    leftOut: [],
    readTexts: async (_db, some) =>
      some.map((item) => ({
        item,
        source: sources.get(item.item) ?? "",
        notes: item.notes.map((note) => ({ note, text: textOf.get(note) ?? "" })),
      })),
  };
}
