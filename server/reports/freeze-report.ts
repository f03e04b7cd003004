import { sql } from "drizzle-orm";
import { report } from "@/db/schema/reports";
import { newId } from "@/domain/identifiers";
import type { ReportContent } from "@/domain/reports/report-content";
import { actorOf, appendAudit } from "../audit/append-audit";
import type { Services, Viewer } from "../context";
import { DomainError } from "../errors";
import { fingerprintOf } from "../gates/kept-results";
import { lockLaunch } from "../studies/steer-study";
import { prepareReport, type ReportPlace, readLastReport } from "./prepare-report";
import { type AskedSubject, subjectIdOf } from "./report-subject";

export type Freezing = {
  /** Of what was shown: nothing else is frozen. */
  digest: string;
  remark: string | null;
};

const changedMeanwhile = () =>
  new DomainError("Conflict", "What the report says has changed since it was shown. Look at it again, then freeze it.");

/** Changes with whatever the rounds of a report rest on. */
async function printRounds({ sql: client }: Pick<Services, "sql">, projectId: string, { restsOn }: ReportContent) {
  const rounds = restsOn.filter(({ kind }) => kind === "round");
  const prints = rounds.map(({ id }) => fingerprintOf(client, { projectId, campaignId: id }));
  return (await Promise.all(prints)).join("\n");
}

/** Keeps a report as it was shown, for good. */
export async function freezeReport(
  services: Services,
  at: ReportPlace,
  asked: AskedSubject,
  { digest, remark }: Freezing,
  viewer: Viewer,
): Promise<{ id: string; number: number; digest: string }> {
  const { projectId } = at;
  const seen = await prepareReport(services, at, asked, viewer);
  const before = await printRounds(services, projectId, seen.content);
  // Again, now that it is known what must not change meanwhile.
  const { content, digest: now, refusal } = await prepareReport(services, at, asked, viewer);
  if (refusal) throw new DomainError("InvalidState", refusal);
  if (now !== digest) throw changedMeanwhile();
  return services.db.transaction(async (tx) => {
    if (asked.kind === "study") await lockLaunch(tx, { projectId, studyId: asked.studyId });
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`report ${subjectIdOf(asked)}`}))`);
    const last = await readLastReport(tx, projectId, asked);
    if ((last?.number ?? 0) + 1 !== content.number) throw changedMeanwhile();
    if ((await printRounds(services, projectId, content)) !== before) throw changedMeanwhile();
    const { subject, standing, number } = content;
    const [row] = await tx
      .insert(report)
      .values({
        ...{ id: newId(), projectId, subjectKind: subject.kind, subjectId: subject.id, title: subject.name },
        ...{ number, standing, content, digest, remark: remark?.trim() || null },
        ...{ frozenBy: viewer.userId, frozenName: viewer.name, frozenAt: services.now() },
      })
      .returning();
    if (!row) throw new Error("The report was not stored.");
    await appendAudit(tx, services.now(), {
      ...{ actor: actorOf(viewer), projectId, action: "report.freeze", subject: "report", subjectId: row.id, row },
      facts: { about: subject.kind, of: subject.id, number, standing, digest },
    });
    return { id: row.id, number, digest };
  });
}
