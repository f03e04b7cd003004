import type { Database } from "@/db/database";
import { addReviewedCampaign, type CampaignReader, type ReadCase, type Said } from "@/db/testing/reviewed-campaign";

export const ARMS = { arm: "base", otherArm: "tuned" };

/** A choice as the screen showed it. */
export const chose = (verdict: Said["verdict"], more: Omit<Said, "verdict"> = {}): Said => ({
  verdict,
  ...(verdict === "first" || verdict === "second" ? { strength: "clearly" as const } : {}),
  ...more,
});

export type ChoiceRound = {
  id: string;
  projectId?: string;
  state?: "open" | "paused" | "closed";
  readers?: readonly CampaignReader[];
  cases: readonly ReadCase[];
  say: (place: number, reader: CampaignReader) => Said | null;
};

/** A round in which readers chose between the notes of two arms. */
export async function addChoiceRound(db: Database, { cases, readers, projectId = "p", ...round }: ChoiceRound) {
  await addReviewedCampaign(db, {
    ...{ projectId, readers: readers ?? [{ id: "vera" }], rule: null, protocol: { mode: "side-by-side" } },
    ...round,
    cases: cases.map((each) => ({ ...ARMS, ...each })),
  });
}
