import { and, desc, eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { report } from "@/db/schema/reports";
import type { ReportContent } from "@/domain/reports/report-content";
import type { Services, Viewer } from "../context";
import { type AskedSubject, digestOfReport, type ReportBody, subjectIdOf } from "./report-subject";
import { requireNotReading, runsOf } from "./require-not-reading";
import { writeComparisonReport } from "./write-comparison-report";
import { writeStudyReport } from "./write-study-report";

export type ReportPlace = { projectId: string; slug: string };

/** The newest frozen one of a subject; null where none was frozen. */
export async function readLastReport(db: Database | Transaction, projectId: string, asked: AskedSubject) {
  const [last] = await db
    .select()
    .from(report)
    .where(
      and(
        eq(report.projectId, projectId),
        eq(report.subjectKind, asked.kind),
        eq(report.subjectId, subjectIdOf(asked)),
      ),
    )
    .orderBy(desc(report.number))
    .limit(1);
  return last ?? null;
}

/** Why nothing can be frozen yet; null where it can. */
function refuseFreezing({ standing, measures }: ReportBody): string | null {
  if (standing !== "interim" || measures.length > 0) return null;
  return "There is no answer to freeze yet: it can be frozen as interim once the first comparison is there.";
}

export type PreparedReport = {
  content: ReportContent;
  digest: string;
  /** Why it cannot be frozen; null where it can. */
  refusal: string | null;
};

function writeBody(services: Pick<Services, "db" | "sql">, at: ReportPlace, asked: AskedSubject): Promise<ReportBody> {
  if (asked.kind === "comparison") return writeComparisonReport(services, at, asked.request);
  return writeStudyReport(services, { projectId: at.projectId, studyId: asked.studyId });
}

/** What would be frozen now, by the digest that it would have. */
export async function prepareReport(
  services: Pick<Services, "db" | "sql">,
  at: ReportPlace,
  asked: AskedSubject,
  viewer: Viewer,
): Promise<PreparedReport> {
  const body = await writeBody(services, at, asked);
  await requireNotReading(services.db, { projectId: at.projectId, viewer, runs: runsOf(body) });
  const last = await readLastReport(services.db, at.projectId, asked);
  const content: ReportContent = JSON.parse(
    JSON.stringify({
      ...{ format: 1, ...body, number: (last?.number ?? 0) + 1 },
      previous: last && { number: last.number, digest: last.digest },
    }),
  );
  return { content, digest: digestOfReport(content), refusal: refuseFreezing(body) };
}
