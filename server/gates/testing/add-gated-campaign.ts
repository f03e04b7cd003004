import type { Database, Sql } from "@/db/database";
import { gate } from "@/db/schema/gates";
import { addReviewedCampaign, markOf } from "@/db/testing/reviewed-campaign";
import { freezeGate } from "../freeze-gate";

/** A closed round that two people read, who differ on one note, with a signature under it. */
export async function addGatedCampaign(
  services: { db: Database; sql: Sql },
  { id, projectId, signer }: { id: string; projectId: string; signer: { userId: string; name: string } },
): Promise<void> {
  const readers = [{ id: "first" }, { id: "second" }];
  await addReviewedCampaign(services.db, {
    ...{ id, projectId, readers, cases: [{}, {}, {}] },
    say: (place, reader) =>
      place === 0 || (place === 1 && reader.id === "first")
        ? { verdict: "marked", marks: [markOf(`${place}${reader.id}`)] }
        : { verdict: "clean" },
  });
  const of = { projectId, campaignId: id };
  const toSign = { decision: "undecided" as const, reason: null, kind: null };
  const { frozen, digest, statement, verdict, ruleVersion } = await freezeGate(services, of, toSign, signer);
  await services.db.insert(gate).values({
    ...{ id: `${id}-gate`, ...of, ruleVersion, verdict, decision: "undecided", overridden: false },
    ...{ frozen, digest, statement, signedBy: signer.userId, signedName: signer.name },
  });
}
