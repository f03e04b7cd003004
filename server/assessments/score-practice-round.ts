import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { campaignReviewer } from "@/db/schema/campaigns";
import type { Assessment } from "@/domain/assessments/mark";
import { scorePractice } from "@/domain/assessments/score-practice";
import { unswapVerdict } from "@/domain/assessments/unswap-verdict";
import type { Provenance } from "@/domain/campaigns/provenance";
import type { LockedTurn } from "./lock-turns";

/** Begins the ids of changes by which the server takes answers back, so that practice can be taken again. */
export const AGAIN = "again-";

type Answer = Pick<Assessment, "verdict" | "marks">;
type Practised = {
  assignment_id: string;
  swapped: boolean;
  truth: Answer | null;
  provenance: Provenance | null;
  verdict: Answer["verdict"] | null;
  marks: Answer["marks"] | null;
};

/** Each practice case with what the reader said of it first, before she was shown the settled answer. */
export async function readPractice(db: Database | Transaction, reviewerId: string): Promise<Practised[]> {
  return db.execute<Practised>(sql`
    select a.id as assignment_id, a.swapped, c.truth, c.provenance, s.verdict, s.marks
    from assignment a join campaign_case c on c.id = a.case_id
    left join lateral (
      select verdict, marks from assessment
      where assignment_id = a.id and created_at > coalesce(
        (select max(received_at) from assessment_change where assignment_id = a.id and id like ${`${AGAIN}%`}), '-infinity')
      order by version limit 1) s on true
    where a.reviewer_id = ${reviewerId} and c.kind = 'practice' and c.withdrawn_at is null
    order by a.position`);
}

export function feedbackOf({ truth, verdict, marks, swapped }: Practised) {
  if (!truth || verdict === null) return null;
  return scorePractice(truth, { verdict: unswapVerdict(verdict, swapped), marks: marks ?? [] });
}

/** Once every practice case has an answer: the share that was right, and from when on the reader may go on. */
export async function scorePracticeRound(tx: Transaction, turns: readonly LockedTurn[], now: Date): Promise<void> {
  const practised = new Map(turns.filter(({ kind }) => kind === "practice").map((turn) => [turn.reviewerId, turn]));
  for (const [reviewerId, { round }] of practised) {
    const feedback = (await readPractice(tx, reviewerId)).map(feedbackOf);
    const passMark = round.protocol.practice?.passMark ?? 0;
    if (feedback.length === 0 || feedback.includes(null)) continue;
    const score = feedback.filter((each) => each?.right).length / feedback.length;
    const open = and(eq(campaignReviewer.id, reviewerId), isNull(campaignReviewer.practisedAt));
    await tx
      .update(campaignReviewer)
      .set({ practiceScore: score, practisedAt: score >= passMark ? now : null })
      .where(open);
  }
}
