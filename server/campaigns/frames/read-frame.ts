import type { Database } from "@/db/database";
import type { FrameSource } from "@/domain/campaigns/frame";
import type { ReviewMode } from "@/domain/campaigns/protocol";
import { DomainError } from "../../errors";
import { type Frame, LeftOut } from "./frame";
import { generationsFrame } from "./generations-frame";
import { leaveErasedOut } from "./leave-erased-out";
import { textsFrame } from "./texts-frame";
import { versionFrame } from "./version-frame";

async function openFrame(db: Database, projectId: string, source: FrameSource): Promise<Frame> {
  switch (source.from) {
    case "generations":
      return generationsFrame(db, projectId, source.runs);
    case "version":
      return versionFrame(db, projectId, source);
    case "texts":
      return leaveErasedOut(db, projectId, textsFrame(source.texts));
  }
}

export const armsOf = ({ items }: Pick<Frame, "items">): string[] => [
  ...new Set(items.flatMap(({ notes }) => notes.flatMap(({ arm }) => arm ?? []))),
];

/** Side by side, an item needs notes of two arms or more. */
function onlyPairs(frame: Frame): Frame {
  const arms = armsOf(frame);
  if (arms.length < 2) {
    const what = `Side by side needs two arms or more; there ${arms.length === 1 ? "is one" : "is none"}.`;
    throw new DomainError("Validation", what, [
      { where: "source", what, remedy: "Choose several runs, or name the arms." },
    ]);
  }
  const leftOut = new LeftOut();
  for (const { reason, notes } of frame.leftOut) leftOut.add(reason, notes);
  const named = frame.items.map((item) => ({ ...item, notes: item.notes.filter(({ arm }) => arm !== null) }));
  const items = named.filter(({ notes }) => notes.length > 1);
  leftOut.add("no other arm has a note for it", frame.items.length - items.length);
  return { ...frame, items, leftOut: leftOut.list() };
}

/** What a campaign of this mode can draw from. */
export async function readFrame(
  db: Database,
  projectId: string,
  { source, mode }: { source: FrameSource; mode: ReviewMode },
): Promise<Frame> {
  const opened = await openFrame(db, projectId, source);
  const frame = mode === "side-by-side" ? onlyPairs(opened) : opened;
  if (frame.items.length === 0) {
    throw new DomainError("Validation", "There is no note with its source to read here.");
  }
  return frame;
}
