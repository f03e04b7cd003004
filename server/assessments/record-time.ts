import { reviewTime } from "@/db/schema/assessments";
import { countedSeconds, MOST_SESSION_SECONDS } from "@/domain/assessments/focus-seconds";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { type ReaderAt, selectReaders } from "./reader";

type Told = { campaign: string; id: string; kind: "training" | "adjudication"; seconds: number };

/** Time that is no reading, once under each id. */
export async function recordTime(
  { db, now }: Pick<Services, "db" | "now">,
  at: ReaderAt,
  { campaign, id, kind, seconds }: Told,
): Promise<{ counted: number }> {
  const reader = (await selectReaders(db, at, ["reader", "adjudicator"])).find((each) => each.campaignId === campaign);
  if (!reader) throw new DomainError("NotFound", "There is no such round that you read in.");
  const counted = countedSeconds(seconds, MOST_SESSION_SECONDS);
  await db
    .insert(reviewTime)
    .values({ id, projectId: at.projectId, reviewerId: reader.reviewerId, kind, seconds: counted, at: now() })
    .onConflictDoNothing();
  return { counted };
}
