import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/database";
import { gate } from "@/db/schema/gates";
import type { GateVerdict } from "@/domain/gates/gate-rule";
import { DomainError } from "../errors";
import { digestOfSigned } from "./freeze-gate";
import { type CampaignOf, readRule, requireCampaign } from "./read-gate-campaign";
import { type Digested, type RestsOn, readRestsOn } from "./rests-on";

const digested = z.array(z.object({ id: z.string(), digest: z.string() }));
const restsOnSchema = z.object({
  restsOn: z.object({
    assessments: digested,
    adjudications: digested,
    cases: z.array(z.object({ id: z.string(), noteDigest: z.string(), sourceDigest: z.string(), weight: z.number() })),
  }),
});

export type SignedGate = {
  id: string;
  ruleVersion: number;
  verdict: GateVerdict;
  decision: GateVerdict;
  overridden: boolean;
  reason: string | null;
  statement: string;
  digest: string;
  signedName: string;
  signedAt: Date;
  /** What was frozen has the digest that was signed. */
  intact: boolean;
  /** What it rests on and is otherwise now, each in words; empty where nothing changed. */
  changedSince: string[];
};

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

function compareRows(before: readonly Digested[], after: readonly Digested[], noun: string): string[] {
  const [then, now] = [
    new Map(before.map((row) => [row.id, row.digest])),
    new Map(after.map((row) => [row.id, row.digest])),
  ];
  const added = after.filter(({ id }) => !then.has(id)).length;
  const gone = before.filter(({ id }) => !now.has(id)).length;
  const edited = before.filter(({ id, digest }) => now.has(id) && now.get(id) !== digest).length;
  return [
    ...(added > 0 ? [`${plural(added, noun)} came since, or in place of others`] : []),
    ...(gone > 0 ? [`${plural(gone, noun)} of then ${gone === 1 ? "does" : "do"} not stand any more`] : []),
    ...(edited > 0 ? [`${plural(edited, noun)} ${edited === 1 ? "is" : "are"} not what was signed`] : []),
  ];
}

function describeChanges(before: RestsOn, after: RestsOn): string[] {
  const present = new Map(after.cases.map((row) => [row.id, row]));
  const were = new Set(before.cases.map(({ id }) => id));
  const withdrawn = before.cases.filter(({ id }) => !present.has(id)).length;
  const weighed = before.cases.filter(({ id, weight }) => present.has(id) && present.get(id)?.weight !== weight).length;
  const otherText = before.cases.filter(({ id, noteDigest, sourceDigest }) => {
    const now = present.get(id);
    return now && (now.noteDigest !== noteDigest || now.sourceDigest !== sourceDigest);
  }).length;
  const added = after.cases.filter(({ id }) => !were.has(id)).length;
  return [
    ...compareRows(before.assessments, after.assessments, "reading"),
    ...compareRows(before.adjudications, after.adjudications, "settled answer"),
    ...(withdrawn > 0 ? [`${plural(withdrawn, "case")} ${withdrawn === 1 ? "was" : "were"} taken out`] : []),
    ...(weighed > 0 ? [`${plural(weighed, "case")} ${weighed === 1 ? "has" : "have"} another weight`] : []),
    ...(otherText > 0 ? [`${plural(otherText, "case")} ${otherText === 1 ? "has" : "have"} another text`] : []),
    ...(added > 0 ? [`${plural(added, "case")} came to the round`] : []),
  ];
}

/** Signatures of a campaign, the newest first. A signed gate never changes; what it rests on may. */
export async function listSignedGates(db: Database, of: CampaignOf): Promise<SignedGate[]> {
  const campaign = await requireCampaign(db, of);
  const rows = await db
    .select()
    .from(gate)
    .where(and(eq(gate.projectId, of.projectId), eq(gate.campaignId, of.campaignId)))
    .orderBy(desc(gate.signedAt));
  if (rows.length === 0) return [];
  const [now, rule] = [await readRestsOn(db, of), await readRule(db, campaign)];
  return rows.map(({ frozen, projectId: _, campaignId: __, signedBy: ___, ...row }) => ({
    ...row,
    intact: digestOfSigned({ frozen, ...row }) === row.digest,
    changedSince: [
      ...describeChanges(restsOnSchema.parse(frozen).restsOn, now),
      ...(rule.version > row.ruleVersion ? [`the rule has version ${rule.version} now`] : []),
      ...(campaign.state === "closed" ? [] : ["the round was opened again"]),
    ],
  }));
}

/** One signature whole: with everything that was frozen. */
export async function readSignedGate(db: Database, of: CampaignOf, id: string) {
  const found = (await listSignedGates(db, of)).find((each) => each.id === id);
  if (!found) throw new DomainError("NotFound", "There is no such signature of this campaign.");
  const [row] = await db.select({ frozen: gate.frozen }).from(gate).where(eq(gate.id, id));
  return { ...found, frozen: row?.frozen ?? {} };
}
