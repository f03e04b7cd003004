import { sql } from "drizzle-orm";
import { assignment } from "@/db/schema/assessments";

/** Practice turns of the same reader that stand before this one. */
export const practiceBefore = sql<number>`(
  select count(*)::int from campaign_case p join assignment b on b.case_id = p.id and b.reviewer_id = ${assignment.reviewerId}
  where p.campaign_id = ${assignment.campaignId} and p.kind = 'practice' and b.position < ${assignment.position})`;

/** Place as a reader counts: practice and real cases apart, each from 1. */
export function placeOf(turn: { practice: boolean; position: number; practiceBefore: number }): number {
  return turn.practice ? turn.practiceBefore + 1 : turn.position - turn.practiceBefore + 1;
}
