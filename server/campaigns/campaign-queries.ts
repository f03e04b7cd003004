import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { campaign, campaignReviewer, campaignStateChange } from "@/db/schema/campaigns";
import { projectMember, user } from "@/db/schema/people";
import { mayDo, type Role } from "@/domain/access";
import { missingToOpen } from "@/domain/campaigns/ready-to-open";
import { DomainError } from "../errors";
import { countCases, readProgress, readReaderProgress } from "./progress-queries";

const columns = {
  id: campaign.id,
  name: campaign.name,
  title: campaign.title,
  state: campaign.state,
  origin: campaign.origin,
  createdAt: campaign.createdAt,
  openedAt: campaign.openedAt,
  closedAt: campaign.closedAt,
  createdByName: user.name,
};

const KINDS = ["sample", "practice", "planted", "clean", "repeat"] as const;
export type CaseCounts = Record<(typeof KINDS)[number], number>;

function caseCounts(counts: Record<string, number> | undefined): CaseCounts {
  const of = (kind: (typeof KINDS)[number]) => counts?.[kind] ?? 0;
  return {
    sample: of("sample"),
    practice: of("practice"),
    planted: of("planted"),
    clean: of("clean"),
    repeat: of("repeat"),
  };
}

type Page = { projectId: string; cursor: string | null; limit: number };

/** Newest first, with how far each is; onwards from the campaign that `cursor` names. */
export async function listCampaigns(db: Database, { projectId, cursor, limit }: Page) {
  const before = cursor
    ? sql`(${campaign.createdAt}, ${campaign.id}) < (select c.created_at, c.id from campaign c where c.id = ${cursor})`
    : undefined;
  const rows = await db
    .select({
      ...columns,
      mode: sql<(typeof campaign.$inferSelect)["protocol"]["mode"]>`${campaign.protocol} ->> 'mode'`,
      unit: sql<(typeof campaign.$inferSelect)["protocol"]["unit"]>`${campaign.protocol} ->> 'unit'`,
      readers: sql<number>`(select count(*)::int from campaign_reviewer r
        where r.campaign_id = ${campaign.id} and r.role = 'reader' and r.removed_at is null)`,
      simulated: sql<boolean>`exists (select from campaign_reviewer r
        where r.campaign_id = ${campaign.id} and r.kind = 'simulated')`,
    })
    .from(campaign)
    .leftJoin(user, eq(user.id, campaign.createdBy))
    .where(and(eq(campaign.projectId, projectId), before))
    .orderBy(desc(campaign.createdAt), desc(campaign.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const ids = page.map(({ id }) => id);
  const [progress, counts] = await Promise.all([readProgress(db, ids), countCases(db, ids)]);
  const items = page.map((row) => ({
    ...row,
    cases: caseCounts(counts.get(row.id)).sample,
    progress: progress.get(row.id) ?? { done: 0, total: 0 },
  }));
  return { items, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

export async function requireCampaign(db: Database, at: { projectId: string; campaignId: string }) {
  const [found] = await db
    .select({
      ...columns,
      protocol: campaign.protocol,
      design: campaign.design,
      frame: campaign.frame,
      splitter: campaign.splitter,
    })
    .from(campaign)
    .leftJoin(user, eq(user.id, campaign.createdBy))
    .where(and(eq(campaign.projectId, at.projectId), eq(campaign.id, at.campaignId)));
  if (!found) throw new DomainError("NotFound", "There is no such campaign in this project.");
  return found;
}

async function listReaders(db: Database, campaignId: string) {
  const [rows, progress] = await Promise.all([
    db
      .select({
        id: campaignReviewer.id,
        userId: campaignReviewer.userId,
        name: campaignReviewer.name,
        kind: campaignReviewer.kind,
        role: campaignReviewer.role,
        hoursPerWeek: campaignReviewer.hoursPerWeek,
        practiceScore: campaignReviewer.practiceScore,
        practisedAt: campaignReviewer.practisedAt,
        removedAt: campaignReviewer.removedAt,
        projectRole: projectMember.role,
      })
      .from(campaignReviewer)
      .leftJoin(
        projectMember,
        and(eq(projectMember.projectId, campaignReviewer.projectId), eq(projectMember.userId, campaignReviewer.userId)),
      )
      .where(eq(campaignReviewer.campaignId, campaignId))
      .orderBy(asc(campaignReviewer.createdAt), asc(campaignReviewer.id)),
    readReaderProgress(db, campaignId),
  ]);
  return rows.map(({ projectRole, ...row }) => ({
    ...row,
    /** Whoever may read the project could look up whose notes these are. */
    couldLookUp: projectRole !== null && seesModels(projectRole),
    progress: progress.get(row.id) ?? { done: 0, total: 0, seconds: 0, medianSeconds: null, lastAt: null },
  }));
}

const seesModels = (role: Role) => mayDo(role, "project.read");

function listHistory(db: Database, campaignId: string) {
  return db
    .select({
      id: campaignStateChange.id,
      action: campaignStateChange.action,
      to: campaignStateChange.to,
      reason: campaignStateChange.reason,
      changedAt: campaignStateChange.changedAt,
      changedByName: user.name,
    })
    .from(campaignStateChange)
    .leftJoin(user, eq(user.id, campaignStateChange.changedBy))
    .where(eq(campaignStateChange.campaignId, campaignId))
    .orderBy(desc(campaignStateChange.changedAt), desc(campaignStateChange.id));
}

/** One campaign with its people, how far each is, what happened to it, and what it lacks before it can be opened. */
export async function readCampaign(db: Database, at: { projectId: string; campaignId: string }) {
  const found = await requireCampaign(db, at);
  const [readers, history, progress, counted] = await Promise.all([
    listReaders(db, at.campaignId),
    listHistory(db, at.campaignId),
    readProgress(db, [at.campaignId]),
    countCases(db, [at.campaignId]),
  ]);
  const cases = caseCounts(counted.get(at.campaignId));
  const active = readers.filter(
    ({ role, kind, removedAt }) => role === "reader" && kind !== "simulated" && removedAt === null,
  ).length;
  return {
    ...found,
    readers,
    history,
    cases,
    progress: progress.get(at.campaignId) ?? { done: 0, total: 0 },
    missing: found.state === "draft" ? missingToOpen(found, { readers: active, ...cases }) : [],
  };
}

/** People of the project who could read, and whether they do. */
export async function listPossibleReaders(db: Database, at: { projectId: string; campaignId: string | null }) {
  const rows = await db
    .select({ userId: projectMember.userId, name: user.name, role: projectMember.role, reader: campaignReviewer.id })
    .from(projectMember)
    .innerJoin(user, eq(user.id, projectMember.userId))
    .leftJoin(
      campaignReviewer,
      and(
        eq(campaignReviewer.projectId, at.projectId),
        eq(campaignReviewer.campaignId, at.campaignId ?? ""),
        eq(campaignReviewer.userId, projectMember.userId),
        isNull(campaignReviewer.removedAt),
      ),
    )
    .where(eq(projectMember.projectId, at.projectId))
    .orderBy(asc(user.name));
  return rows
    .filter(({ role }) => mayDo(role, "reviews.write"))
    .map(({ reader, role, ...row }) => ({ ...row, role, couldLookUp: seesModels(role), reads: reader !== null }));
}
