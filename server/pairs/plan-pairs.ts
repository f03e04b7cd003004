import type { Database, Sql } from "@/db/database";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import type { Split } from "@/domain/datasets/dataset-types";
import { assignSplits } from "@/domain/pairs/assign-splits";
import { describePairs, type PairBalance } from "@/domain/pairs/describe-pairs";
import type { Label } from "@/domain/pairs/pair";
import { LeftOut, type PairCandidate, textKeyOf } from "@/domain/pairs/pair-candidate";
import type { SettledBy } from "@/domain/pairs/pair-provenance";
import type { PairExclusion, PairRecipe } from "@/domain/pairs/pair-recipe";
import { type KnownLabels, pairsOfChoices } from "@/domain/pairs/pairs-of-choices";
import { pairsOfCorrections } from "@/domain/pairs/pairs-of-corrections";
import { pairsOfGenerations } from "@/domain/pairs/pairs-of-generations";
import { pairsOfRewrites } from "@/domain/pairs/pairs-of-rewrites";
import { screenCandidates } from "@/domain/pairs/screen-candidates";
import { settleNote } from "@/domain/pairs/settle-note";
import { sha256 } from "../audit/append-audit";
import { readKeptOut } from "./read-kept-out";
import { type ReadRound, readRoundOfPairs } from "./read-notes";
import { readRewrites } from "./read-rewrites";
import { readStoredPairs } from "./read-stored-pairs";

export type PairServices = { db: Database; sql: Sql; home: string };

export type PlannedPair = PairCandidate & { split: Split };

export type PairPlan = {
  pairs: PlannedPair[];
  exclusions: PairExclusion[];
  balance: PairBalance;
  /** Whose readings count in each round. */
  rounds: { id: string; name: string; readers: ReviewerKind }[];
};

function knownLabels(rounds: readonly ReadRound[], { conflicts }: PairRecipe): KnownLabels {
  const known = new Map<string, { label: Label; by: SettledBy }>();
  for (const { notes } of rounds) {
    for (const { note, promptKey, readings, settled } of notes) {
      const answers = readings.map(({ answer }) => answer);
      const found = settleNote(answers, settled?.answer ?? null, conflicts);
      if (found.label === null) continue;
      const key = textKeyOf({ promptKey }, note);
      const before = known.get(key);
      // Wrong in one round is wrong.
      if (!before || found.label > before.label) known.set(key, { label: found.label, by: found.by });
    }
  }
  return known;
}

async function harvest(services: PairServices, projectId: string, recipe: PairRecipe, left: LeftOut) {
  const { origins, conflicts, pairsPerPrompt, versions, seed, adversarialRatio } = recipe;
  const rounds: ReadRound[] = [];
  for (const campaignId of recipe.campaigns) {
    rounds.push(await readRoundOfPairs(services, { projectId, campaignId }, recipe));
  }
  const candidates: PairCandidate[] = [];
  const take = (more: readonly PairCandidate[]) => {
    for (const each of more) candidates.push(each);
  };
  const notes = rounds.flatMap((round) => round.notes);
  const choices = rounds.flatMap((round) => round.choices);
  if (origins.includes("correction")) take(pairsOfCorrections(notes, { conflicts, digest: sha256, left }));
  if (origins.includes("generations")) take(pairsOfGenerations(notes, { conflicts, pairsPerPrompt, left }));
  if (origins.includes("choice")) {
    const { unmarkedChoices } = recipe;
    take(pairsOfChoices(choices, { conflicts, unmarkedChoices, known: knownLabels(rounds, recipe), left }));
  }
  if (origins.includes("rewrite")) {
    const rewrites = await readRewrites(services, projectId, { ...recipe, left });
    take(pairsOfRewrites(rewrites, { adversarialRatio, seed, left }));
  }
  if (origins.includes("imported"))
    take(await readStoredPairs(services.sql, projectId, { versions, adversarialRatio, seed, left }));
  return { candidates, rounds };
}

/** What a recipe would make, and what it would leave out and why; stores nothing. */
export async function planPairs(services: PairServices, projectId: string, recipe: PairRecipe): Promise<PairPlan> {
  const left = new LeftOut();
  const { candidates, rounds } = await harvest(services, projectId, recipe, left);
  const keptOut = await readKeptOut(services, projectId, recipe);
  const screened = screenCandidates(candidates, { keptOut, pairsPerPrompt: recipe.pairsPerPrompt, left });
  const splits = assignSplits(screened, recipe);
  const pairs = screened.map((each) => ({ ...each, split: splits.get(each.group) ?? "train" }));
  return {
    pairs,
    exclusions: left.list(),
    balance: describePairs(pairs),
    rounds: rounds.map(({ campaignId, name, readers }) => ({ id: campaignId, name, readers })),
  };
}
