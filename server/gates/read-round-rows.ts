import { and, eq, not } from "drizzle-orm";
import type { Database, Sql } from "@/db/database";
import { adjudication, assessment } from "@/db/schema/assessments";
import type { Assessment } from "@/domain/assessments/mark";
import { answerOf, type Reading } from "@/domain/gates/case-facts";
import type { CampaignOf } from "./read-gate-campaign";

/** Rows that are taken in before others have their turn; all of them are of one moment. */
const BATCH = 1_000;

export type CaseRow = {
  id: string;
  kind: "sample" | "practice" | "planted" | "clean" | "repeat";
  group: string;
  item: string;
  section: string | null;
  arm: string | null;
  weight: number;
  sentences: number;
  planned: number;
  noteDigest: string;
  truth: Pick<Assessment, "verdict" | "marks"> | null;
  withdrawn: boolean;
};

/** What is resampled stands in one order, so that a result is the same whenever it is computed. */
export async function readCases(sql: Sql, { projectId, campaignId }: CampaignOf): Promise<CaseRow[]> {
  const rows = sql<CaseRow[]>`
    select id, kind, group_key as "group", item, section, arm, weight, sentences, readings as planned,
      note_digest as "noteDigest", truth, withdrawn_at is not null as withdrawn
    from campaign_case where project_id = ${projectId} and campaign_id = ${campaignId} order by id`;
  const cases: CaseRow[] = [];
  for await (const batch of rows.cursor(BATCH)) cases.push(...batch);
  return cases;
}

async function readFirsts(db: Database, { projectId, campaignId }: CampaignOf) {
  const a = assessment;
  const rows = await db
    .select({ assignmentId: a.assignmentId, verdict: a.verdict, marks: a.marks, at: a.createdAt })
    .from(a)
    .where(and(eq(a.projectId, projectId), eq(a.campaignId, campaignId), eq(a.version, 1), not(a.current)));
  return new Map(rows.map(({ assignmentId, at, ...said }) => [assignmentId, { answer: answerOf(said), at }]));
}

type ReadingRow = Pick<Assessment, "verdict" | "marks"> &
  Pick<Reading, "assessmentId" | "reviewerId" | "at" | "late" | "correction"> & {
    assignmentId: string;
    caseId: string;
  };

export async function readReadings({ db, sql }: { db: Database; sql: Sql }, of: CampaignOf) {
  const firstOf = await readFirsts(db, of);
  const rows = sql<ReadingRow[]>`
    select id as "assessmentId", assignment_id as "assignmentId", case_id as "caseId", reviewer_id as "reviewerId",
      verdict, marks, created_at as at, late, md5(corrected) as correction
    from assessment where project_id = ${of.projectId} and campaign_id = ${of.campaignId} and current order by id`;
  const readings: (Reading & { caseId: string })[] = [];
  for await (const batch of rows.cursor(BATCH)) {
    for (const { verdict, marks, assignmentId, ...row } of batch) {
      const first = firstOf.get(assignmentId);
      readings.push({ ...row, answer: answerOf({ verdict, marks }), ...(first ? { first } : {}) });
    }
  }
  return readings;
}

export async function readSettled(db: Database, { projectId, campaignId }: CampaignOf) {
  const a = adjudication;
  const rows = await db
    .select({ caseId: a.caseId, verdict: a.verdict, marks: a.marks, on: a.assessmentIds, at: a.createdAt })
    .from(a)
    .where(and(eq(a.projectId, projectId), eq(a.campaignId, campaignId), a.current));
  return new Map(rows.map(({ caseId, on, at, ...said }) => [caseId, { on, at, answer: answerOf(said) }]));
}
