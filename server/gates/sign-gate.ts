import { and, count, eq, gt } from "drizzle-orm";
import { auditEntry } from "@/db/schema/audit";
import { gate } from "@/db/schema/gates";
import { newId } from "@/domain/identifiers";
import { actorOf, appendAudit } from "../audit/append-audit";
import { isPasswordOf } from "../auth/hash-password";
import { readPasswordHash } from "../auth/require-present-password";
import { lockCampaign } from "../campaigns/read-round";
import type { Services, Viewer } from "../context";
import { DomainError } from "../errors";
import { freezeGate, type ToSign } from "./freeze-gate";
import { fingerprintOf } from "./kept-results";
import type { CampaignOf } from "./read-gate-campaign";

const REFUSED = "gate.refuse_signature";
const MOST_WRONG = 5;
const WINDOW_MINUTES = 15;

type Signing = ToSign & { password: string; digest: string };

/** A browser that was left open must not be enough to sign, nor to guess the password. */
async function requireSigner({ db, now }: Services, of: CampaignOf, viewer: Viewer, password: string): Promise<void> {
  if (viewer.token) {
    throw new DomainError("Forbidden", "A gate is signed by a person in a browser, never with a token.");
  }
  const since = new Date(now().getTime() - WINDOW_MINUTES * 60_000);
  const recent = and(eq(auditEntry.actorId, viewer.userId), eq(auditEntry.action, REFUSED), gt(auditEntry.at, since));
  const [wrong] = await db.select({ times: count() }).from(auditEntry).where(recent);
  if ((wrong?.times ?? 0) >= MOST_WRONG) {
    const what = `The password was wrong ${MOST_WRONG} times. Wait ${WINDOW_MINUTES} minutes before you sign.`;
    throw new DomainError("Forbidden", what);
  }
  const hash = await readPasswordHash(db, viewer.userId);
  const problem = (what: string, remedy: string) =>
    new DomainError("Validation", what, [{ where: "password", what, remedy }]);
  if (hash === null) throw problem("You have no password to sign with.", "Set one on your account page.");
  if (await isPasswordOf(hash, password)) return;
  const fact = { actor: actorOf(viewer), projectId: of.projectId, action: REFUSED, subject: "campaign" };
  await db.transaction((tx) => appendAudit(tx, now(), { ...fact, subjectId: of.campaignId }));
  throw problem("Your password is not this.", "Type the password that you sign in with.");
}

/** Freezes a gate with all that it rests on, under the words that were shown. */
export async function signGate(
  services: Services,
  of: CampaignOf,
  { password, digest, ...toSign }: Signing,
  viewer: Viewer,
): Promise<{ id: string; digest: string }> {
  await requireSigner(services, of, viewer, password);
  const before = await fingerprintOf(services.sql, of);
  const {
    frozen,
    digest: now,
    statement,
    reason,
    verdict,
    ruleVersion,
  } = await freezeGate(services, of, toSign, viewer);
  const { decision } = toSign;
  const overridden = decision !== verdict;
  if (overridden && !reason) {
    const what = `The rule says ${verdict}. Say why you decide ${decision}.`;
    throw new DomainError("Validation", what, [{ where: "reason", what }]);
  }
  if (now !== digest) throw changedMeanwhile();
  return services.db.transaction(async (tx) => {
    await lockCampaign(tx, of);
    if ((await fingerprintOf(services.sql, of)) !== before) throw changedMeanwhile();
    const [row] = await tx
      .insert(gate)
      .values({
        ...{ id: newId(), projectId: of.projectId, campaignId: of.campaignId, ruleVersion, verdict, decision },
        ...{ overridden, reason, frozen, digest, statement },
        ...{ signedBy: viewer.userId, signedName: viewer.name, signedAt: services.now() },
      })
      .returning();
    if (!row) throw new Error("The signature was not stored.");
    await appendAudit(tx, services.now(), {
      actor: actorOf(viewer),
      projectId: of.projectId,
      action: "gate.sign",
      subject: "gate",
      subjectId: row.id,
      facts: { campaign: of.campaignId, ruleVersion, verdict, decision, overridden, digest },
      row,
    });
    return { id: row.id, digest };
  });
}

function changedMeanwhile(): DomainError {
  return new DomainError(
    "Conflict",
    "What this gate rests on changed since it was shown. Look at it again, then sign.",
  );
}
