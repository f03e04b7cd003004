import { and, eq, inArray, ne } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { campaign, campaignReviewer } from "@/db/schema/campaigns";
import type { ReviewerRole } from "@/domain/campaigns/reviewers";
import { DomainError } from "../errors";

/** Somebody of a project who reads. */
export type ReaderAt = { projectId: string; userId: string };

const fields = {
  reviewerId: campaignReviewer.id,
  removedAt: campaignReviewer.removedAt,
  practiceScore: campaignReviewer.practiceScore,
  practisedAt: campaignReviewer.practisedAt,
  campaignId: campaign.id,
  title: campaign.title,
  state: campaign.state,
  protocol: campaign.protocol,
  design: campaign.design,
};

/** The viewer as a reader of rounds that have begun, also of those that she was taken out of. */
export function selectReaders(
  db: Database | Transaction,
  { projectId, userId }: ReaderAt,
  roles: readonly ReviewerRole[] = ["reader"],
) {
  return db
    .select(fields)
    .from(campaignReviewer)
    .innerJoin(campaign, eq(campaign.id, campaignReviewer.campaignId))
    .where(
      and(
        eq(campaignReviewer.projectId, projectId),
        eq(campaignReviewer.userId, userId),
        inArray(campaignReviewer.role, [...roles]),
        ne(campaign.state, "draft"),
        ne(campaign.origin, "labels"),
      ),
    )
    .$dynamic();
}

export type Reader = Awaited<ReturnType<typeof selectReaders>>[number];

export async function requireReader(db: Database | Transaction, at: ReaderAt, campaignId: string): Promise<Reader> {
  const found = await selectReaders(db, at);
  const reader = found.find((each) => each.campaignId === campaignId && each.removedAt === null);
  if (!reader) throw new DomainError("NotFound", "There is no such round that you read in.");
  return reader;
}

export const readsFromQueue = ({ design }: Pick<Reader, "design">): boolean => design.assignment === "queue";
