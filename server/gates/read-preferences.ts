import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import { RESULT_RESAMPLES } from "@/domain/gates/compute-result";
import { computePreferences, type Preferences } from "@/domain/preferences/compute-preferences";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { fingerprintOf, keepPreferences } from "./kept-results";
import { readChoices } from "./read-choices";
import { type CampaignOf, countClosings, listReviewers } from "./read-gate-campaign";
import { requireClosed } from "./require-shown";
import { runGently } from "./run-gently";

/** Which arm readers preferred; only of a closed round of choices. */
export async function readPreferences(
  { db, sql }: Pick<Services, "db" | "sql">,
  of: CampaignOf,
  kind: ReviewerKind | null,
): Promise<Preferences> {
  const { id, protocol, design } = await requireClosed(db, of);
  if (protocol.mode !== "side-by-side") {
    throw new DomainError("InvalidState", "Readers judge one note at a time in this round, and choose between none.");
  }
  return keepPreferences(`${id} ${kind ?? ""}`, await fingerprintOf(sql, of), async () => {
    const [reviewers, looks] = await Promise.all([listReviewers(db, of), countClosings(db, of)]);
    const choices = await readChoices(db, of, reviewers, kind);
    return runGently(computePreferences({ ...choices, looks, resamples: RESULT_RESAMPLES, seed: design.seed }));
  });
}
