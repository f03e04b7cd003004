import { PAIR_ORIGINS } from "./pair";
import type { LeftOut, PairCandidate } from "./pair-candidate";

/** What measures: groups and notes that no pair may be made of. */
export type KeptOut = {
  /** Why, as a sentence. */
  reason: string;
  groups: ReadonlySet<string>;
  noteHashes: ReadonlySet<string>;
};

type Rules = { keptOut: readonly KeptOut[]; pairsPerPrompt: number; left: LeftOut };

const HELD = "Choose rounds over other notes, or another set to measure on.";

/** Whether it may be taken at all; says why not. */
function refuse({ chosen, rejected, group, noteHash }: PairCandidate, keptOut: readonly KeptOut[]) {
  if (chosen.length === 0 || rejected.length === 0) return { reason: "One of the two texts is empty.", remedy: null };
  if (chosen.digest === rejected.digest) return { reason: "Both texts are equal.", remedy: null };
  const held = keptOut.find(({ groups, noteHashes }) => groups.has(group) || noteHashes.has(noteHash));
  return held ? { reason: held.reason, remedy: HELD } : null;
}

const rank = ({ origin }: PairCandidate) => PAIR_ORIGINS.indexOf(origin);

/**
 * Those that may be taken, at most so many a prompt: corrections before generations before choices before rewrites, each
 * in the order given. A pair that stands twice is taken once.
 */
export function screenCandidates(
  candidates: readonly PairCandidate[],
  { keptOut, pairsPerPrompt, left }: Rules,
): PairCandidate[] {
  const allowed = candidates.filter((candidate) => {
    const refused = refuse(candidate, keptOut);
    if (refused) left.add(refused.reason, refused.remedy);
    return !refused;
  });
  const ordered = allowed
    .map((candidate, place) => ({ candidate, place }))
    .sort((one, other) => rank(one.candidate) - rank(other.candidate) || one.place - other.place);
  const ofPrompt = new Map<string, Set<string>>();
  return ordered.flatMap(({ candidate }) => {
    const taken = ofPrompt.get(candidate.promptKey) ?? new Set<string>();
    const name = [candidate.chosen.digest, candidate.rejected.digest].sort().join(" ");
    if (taken.has(name)) {
      left.add("The same two texts stand in another pair already.");
      return [];
    }
    if (taken.size >= pairsPerPrompt) {
      const reason =
        pairsPerPrompt === 1 ? "Another pair has the same prompt." : "The prompt has as many pairs as it may.";
      left.add(reason, "Allow more pairs of one prompt.");
      return [];
    }
    ofPrompt.set(candidate.promptKey, taken.add(name));
    return [candidate];
  });
}
