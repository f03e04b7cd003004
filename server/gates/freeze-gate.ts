import { and, eq } from "drizzle-orm";
import { assessment } from "@/db/schema/assessments";
import { campaignReviewer } from "@/db/schema/campaigns";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import type { GateVerdict } from "@/domain/gates/gate-rule";
import { writeStatement } from "@/domain/gates/statement";
import { sha256 } from "../audit/append-audit";
import { canonicalJson } from "../audit/canonical-json";
import type { Services, Viewer } from "../context";
import { DomainError } from "../errors";
import { readCampaignResult } from "./read-campaign-result";
import { type CampaignOf, countClosings } from "./read-gate-campaign";
import { requireClosed } from "./require-shown";
import { readRestsOn } from "./rests-on";

export type ToSign = { decision: GateVerdict; reason: string | null; kind: ReviewerKind | null };

async function countReadBy(db: Services["db"], { projectId, campaignId }: CampaignOf, userId: string) {
  return db.$count(
    assessment,
    and(
      eq(assessment.projectId, projectId),
      eq(assessment.campaignId, campaignId),
      assessment.current,
      eq(
        assessment.reviewerId,
        db
          .select({ id: campaignReviewer.id })
          .from(campaignReviewer)
          .where(and(eq(campaignReviewer.campaignId, campaignId), eq(campaignReviewer.userId, userId))),
      ),
    ),
  );
}

export type Signed = {
  frozen: Record<string, unknown>;
  statement: string;
  decision: GateVerdict;
  reason: string | null;
};

/** Of everything that is signed: the words and the decision as well as what they rest on. */
export const digestOfSigned = ({ frozen, statement, decision, reason }: Signed): string =>
  sha256(canonicalJson({ frozen, statement, decision, reason }));

/** All that a signature freezes, as plain JSON without clinical text, its digest, and the words that are signed. */
export async function freezeGate(
  services: Pick<Services, "db" | "sql">,
  of: CampaignOf,
  { decision, kind, ...wanted }: ToSign,
  viewer: Pick<Viewer, "userId" | "name">,
) {
  const row = await requireClosed(services.db, of);
  const reason = wanted.reason?.trim() || null;
  const { result, rule } = await readCampaignResult(services, of, { kind });
  if (!result) throw new DomainError("InvalidState", "This round has no rate of errors, so there is no gate to sign.");
  if (rule.version === 0) {
    throw new DomainError("InvalidState", "No rule is stored for this gate. Store one, with the reason, then sign.");
  }
  const readByHer = await countReadBy(services.db, of, viewer.userId);
  const { id, name, origin, splitter, design, protocol } = row;
  // Instructions and examples are texts; their digest tells which they were.
  const { instructions: _, examples: __, ...rules } = protocol;
  const frozen: Record<string, unknown> = JSON.parse(
    JSON.stringify({
      format: 2,
      campaign: {
        id,
        name,
        origin,
        splitter,
        design,
        protocol: rules,
        protocolDigest: sha256(canonicalJson(protocol)),
      },
      rule,
      result,
      restsOn: await readRestsOn(services.db, of),
      readBySigner: readByHer,
    }),
  );
  const statement = writeStatement({
    name: viewer.name,
    campaign: name,
    rule,
    result,
    looks: await countClosings(services.db, of),
    decision,
    reason,
    readByHer,
  });
  return {
    frozen,
    digest: digestOfSigned({ frozen, statement, decision, reason }),
    statement,
    reason,
    verdict: result.verdict,
    ruleVersion: rule.version,
  };
}
