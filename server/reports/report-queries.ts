import { and, desc, eq, lt } from "drizzle-orm";
import type { Database } from "@/db/database";
import { report } from "@/db/schema/reports";
import { compareReports } from "@/domain/reports/compare-reports";
import { type ReportContent, reportContentSchema } from "@/domain/reports/report-content";
import type { Viewer } from "../context";
import { DomainError } from "../errors";
import { digestOfReport } from "./report-subject";
import { requireNotReading, runsOf } from "./require-not-reading";

const LISTED = {
  id: report.id,
  subjectKind: report.subjectKind,
  subjectId: report.subjectId,
  title: report.title,
  number: report.number,
  standing: report.standing,
  digest: report.digest,
  frozenName: report.frozenName,
  frozenAt: report.frozenAt,
};

type Asked = { projectId: string; study: string | null; cursor: Date | null; limit: number };

/** Frozen reports, the newest first; what they say, and what was remarked, stands in each alone. */
export async function listReports(db: Database, { projectId, study, cursor, limit }: Asked) {
  const ofStudy = study === null ? undefined : and(eq(report.subjectKind, "study"), eq(report.subjectId, study));
  const below = cursor ? lt(report.frozenAt, cursor) : undefined;
  const rows = await db
    .select(LISTED)
    .from(report)
    .where(and(eq(report.projectId, projectId), ofStudy, below))
    .orderBy(desc(report.frozenAt), desc(report.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.frozenAt ?? null) : null };
}

type ReportOf = { projectId: string; reportId: string; viewer: Viewer };
type ReportRow = typeof report.$inferSelect;

function contentOf({ content }: Pick<ReportRow, "content">): ReportContent {
  const read = reportContentSchema.safeParse(content);
  if (read.success) return read.data;
  throw new DomainError("InvalidState", "What is stored of this report is not what this version of Assay can read.");
}

type PlaceOf = Pick<ReportRow, "projectId" | "subjectKind" | "subjectId" | "number">;

async function readPrevious(db: Database, { projectId, subjectKind, subjectId, number }: PlaceOf) {
  const [row] = await db
    .select()
    .from(report)
    .where(
      and(
        eq(report.projectId, projectId),
        eq(report.subjectKind, subjectKind),
        eq(report.subjectId, subjectId),
        eq(report.number, number - 1),
      ),
    );
  return row ?? null;
}

/** Nothing is told against a report before that is not the one that was frozen. */
function sayChanges(previous: ReportRow, content: ReportContent) {
  const { id, number, digest } = previous;
  const same = digestOfReport(previous.content) === digest && content.previous?.digest === digest;
  const broken = `Report ${number} is not what was frozen any more: what changed since cannot be told.`;
  return { since: { id, number }, lines: same ? compareReports(contentOf(previous), content) : [broken] };
}

/** One frozen report, whether it is still what was frozen, and what changed since the one before it. */
export async function readReport(db: Database, { projectId, reportId, viewer }: ReportOf) {
  const [row] = await db
    .select()
    .from(report)
    .where(and(eq(report.projectId, projectId), eq(report.id, reportId)));
  if (!row) throw new DomainError("NotFound", "There is no such report in this project.");
  const content = contentOf(row);
  await requireNotReading(db, { projectId, viewer, runs: runsOf(content) });
  const previous = await readPrevious(db, row);
  const { content: stored, projectId: _, frozenBy: __, ...facts } = row;
  return {
    ...facts,
    content,
    intact: digestOfReport(stored) === row.digest,
    changes: previous && sayChanges(previous, content),
  };
}

export type FrozenReport = Awaited<ReturnType<typeof readReport>>;

/** What a report that is not frozen yet would change; null where none was frozen before. */
export async function readChangesUpTo(db: Database, projectId: string, content: ReportContent) {
  const { subject, number } = content;
  const asked = { projectId, subjectKind: subject.kind, subjectId: subject.id, number };
  const previous = await readPrevious(db, asked);
  return previous && sayChanges(previous, content);
}
