import type { Database } from "@/db/database";
import { adjudication, assessment } from "@/db/schema/assessments";
import type { AuditFinding } from "@/domain/audit/audit-answer";

/** When the chain first told of a version, and when it last told that a turn's verdict was taken back. */
export type Told = { versions: ReadonlyMap<string, number>; withdrawals: ReadonlyMap<string, number> };

type Version = { id: string; of: string; version: number; current: boolean };

function newestOf(versions: readonly Version[]): Map<string, Version> {
  const newest = new Map<string, Version>();
  for (const each of versions) {
    const held = newest.get(each.of);
    if (!held || held.version < each.version) newest.set(each.of, each);
  }
  return newest;
}

function checkVersions(noun: string, versions: readonly Version[], counts: (newest: Version) => boolean) {
  const newest = newestOf(versions);
  return versions.flatMap((each): AuditFinding[] => {
    const last = newest.get(each.of);
    const expected = last !== undefined && last.id === each.id && counts(last);
    if (expected === each.current) return [];
    const what = `${noun} ${each.id} ${each.current ? "counts, and another word was the last" : "does not count, and it was the last word"}.`;
    return [{ sequence: null, kind: "row-edited", what }];
  });
}

/** Which version counts follows from the chain: the newest, unless its verdict was taken back after it. */
export async function checkCurrent(db: Database, { versions, withdrawals }: Told): Promise<AuditFinding[]> {
  const assessments = await db
    .select({
      id: assessment.id,
      of: assessment.assignmentId,
      version: assessment.version,
      current: assessment.current,
    })
    .from(assessment);
  const adjudications = await db
    .select({
      id: adjudication.id,
      of: adjudication.caseId,
      version: adjudication.version,
      current: adjudication.current,
    })
    .from(adjudication);
  const stands = ({ id, of }: Version) => (withdrawals.get(of) ?? 0) < (versions.get(id) ?? Number.POSITIVE_INFINITY);
  return [
    ...checkVersions("assessment", assessments, stands),
    ...checkVersions("adjudication", adjudications, () => true),
  ];
}
