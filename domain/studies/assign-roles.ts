import { createDraw, shuffle } from "../campaigns/draw";
import { joinByHash } from "../datasets/join-by-hash";
import type { NoteRole } from "./note-role";

/** A patient or document, whether no training reads it, and the hashes of its sources. */
export type GroupToAssign = { key: string; heldOut: boolean; hashes: readonly string[] };

/**
 * Gives every patient or document one role, and the same to all that share a source, near or far: what one of them
 * teaches the other would confirm. Those that a training reads, or whose source one of these has too, can
 * confirm nothing and are harvested; of the others the seed draws the share, and leaves one at least for each role.
 */
export function assignRoles(
  groups: readonly GroupToAssign[],
  { seed, harvestShare }: { seed: number; harvestShare: number },
): Map<string, NoteRole> {
  const sorted = [...groups].sort((one, other) => (one.key < other.key ? -1 : 1));
  const joined = joinByHash(sorted);
  const free = joined.filter((together) => together.every(({ heldOut }) => heldOut));
  const drawn = shuffle(free, createDraw(seed, "note roles"));
  const harvested = new Set(
    drawn.slice(0, Math.max(1, Math.min(free.length - 1, Math.round(free.length * harvestShare)))),
  );
  const confirming = new Set(drawn.filter((together) => !harvested.has(together)).flat());
  return new Map(groups.map((group) => [group.key, confirming.has(group) ? "confirm" : "harvest"]));
}
