import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { campaign, campaignReviewer } from "@/db/schema/campaigns";
import { CAMPAIGN_RULES } from "@/domain/campaigns/campaign-rules";
import type { RoundToSettle } from "@/domain/gates/settling-answer";
import type { Services } from "../context";
import { listDisagreements } from "./disagreements";
import { fingerprintOf, keepSettling } from "./kept-results";

type Reading = Pick<Services, "db" | "sql">;

/** Rounds of errors that have begun and name the viewer as adjudicator. */
function listNamed({ db }: Reading, { projectId, userId }: { projectId: string; userId: string }) {
  return db
    .select({ id: campaign.id, title: campaign.title, state: campaign.state })
    .from(campaignReviewer)
    .innerJoin(campaign, eq(campaign.id, campaignReviewer.campaignId))
    .where(
      and(
        eq(campaignReviewer.projectId, projectId),
        eq(campaignReviewer.userId, userId),
        eq(campaignReviewer.role, "adjudicator"),
        isNull(campaignReviewer.removedAt),
        ne(campaign.state, "draft"),
        ne(sql`${campaign.protocol} ->> 'mode'`, "side-by-side"),
      ),
    )
    .orderBy(asc(campaignReviewer.createdAt));
}

/** What somebody has to settle, those with work first. Before a round is closed not even a number is told. */
export async function listRoundsToSettle(
  services: Reading,
  at: { projectId: string; userId: string },
): Promise<RoundToSettle[]> {
  const named = await listNamed(services, at);
  const rounds = await Promise.all(
    named.map(async ({ id, title, state }): Promise<RoundToSettle> => {
      const of = { projectId: at.projectId, campaignId: id };
      if (!CAMPAIGN_RULES[state].readingsShown) return { campaign: id, title, state, counts: null };
      const fingerprint = await fingerprintOf(services.sql, of);
      const counts = await keepSettling(id, fingerprint, async () => {
        const asked = { which: "all" as const, differs: null, kind: null, offset: 0, limit: 0 };
        const { open, settled } = await listDisagreements(services, of, asked);
        return { open, settled };
      });
      return { campaign: id, title, state, counts };
    }),
  );
  const work = ({ counts }: RoundToSettle) => (counts === null ? 1 : counts.open > 0 ? 0 : 2);
  return rounds.sort((one, other) => work(one) - work(other));
}
