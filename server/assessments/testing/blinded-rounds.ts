import { eq, sql } from "drizzle-orm";
import { assignment } from "@/db/schema/assessments";
import { campaign, campaignCase, campaignReviewer } from "@/db/schema/campaigns";
import type { TestDatabase } from "@/db/testing/test-database";
import { campaignRequestSchema } from "@/domain/campaigns/campaign-request";
import { createCampaign } from "../../campaigns/create-campaign";
import { steerCampaign } from "../../campaigns/steer-campaign";
import { makeMark } from "./changes";

/** Stands in every text about the notes' origin, and in none that readers may see. */
export const SENTINEL = "zq7-telltale";

const NAMES = [
  ["run", "name"],
  ["model", "name"],
  ["model", "reference"],
  ["dataset", "name"],
  ["artifact", "name"],
] as const;

const CASE_TEXTS = ["item", "group_key", "stratum", "arm", "other_arm"] as const;

const source = "Doctor: Any medicines?\nPatient: Only ibuprofen.";
const note = "Takes aspirin daily.";
const settled = { how: "settled" as const, by: SENTINEL, why: SENTINEL };
const marked = (id: string) => ({ verdict: "marked" as const, marks: [makeMark({ id })] });
const PRACTICE = {
  ...{ kind: "practice" as const, source, note, truth: marked("shown-afterwards") },
  provenance: { ...settled, why: "Nobody spoke of aspirin." },
};
const CHOICE = {
  ...PRACTICE,
  ...{ otherNote: "Takes ibuprofen.", truth: { verdict: "second" as const, marks: [] } },
};
const CONTROLS = [
  { kind: "planted" as const, source, note: `${note} Well.`, truth: marked(`${SENTINEL}-mark`), provenance: settled },
  {
    kind: "clean" as const,
    source,
    note: "Takes ibuprofen.",
    truth: { verdict: "clean" as const, marks: [] },
    provenance: settled,
  },
];

const ROUNDS = [
  {
    title: "Round one",
    protocol: { practice: { cases: 1, passMark: 1 }, hints: true },
    design: { repeats: 0.5, planted: 0.1, clean: 0.1 },
    controls: [PRACTICE, ...CONTROLS],
  },
  {
    title: "Round two",
    protocol: { mode: "side-by-side" as const, practice: { cases: 1, passMark: 1 } },
    design: { repeats: 0 },
    controls: [CHOICE],
  },
  { title: "Round three", protocol: {}, design: { assignment: "queue" as const, repeats: 0.5 }, controls: CONTROLS },
];

/**
 * Three rounds on generations of two runs, with everything that names those, and everything that tells one kind of
 * case from another, carrying the sentinel or an id that is listed.
 */
export async function addBlindedRounds({ db, sql: raw }: TestDatabase, reader: string, other: string) {
  const services = { db, now: () => new Date() };
  const scope = { projectId: "own-project", actor: { id: other, name: other, by: "session" as const } };
  for (const [table, column] of NAMES) {
    await raw`update ${raw(table)} set ${raw(column)} = ${SENTINEL} || ${raw(column)} where project_id = 'own-project'`;
  }
  const campaigns: string[] = [];
  for (const { title, protocol, design, controls } of ROUNDS) {
    const request = campaignRequestSchema.parse({
      name: `${SENTINEL} tuned against base`,
      title,
      source: { from: "generations", runs: ["own-generate", "own-base"] },
      protocol,
      design: { overlap: 1, distance: 1, ...design },
      readers: [{ userId: reader }, { userId: other }],
      controls,
    });
    const made = await createCampaign(services, scope, request);
    await steerCampaign(services, scope, { campaign: made.id, action: "open", reason: null });
    campaigns.push(made.id);
  }
  for (const column of CASE_TEXTS) {
    await raw`update campaign_case set ${raw(column)} = ${SENTINEL} || coalesce(${raw(column)}, '')`;
  }
  await db
    .update(campaignReviewer)
    .set({ name: sql`${SENTINEL} || ${campaignReviewer.name}` })
    .where(eq(campaignReviewer.userId, other));
  const ids = async (query: string) => (await raw.unsafe<{ id: string }[]>(query)).map(({ id }) => id);
  const secret = [
    SENTINEL,
    ...(await ids("select id from campaign_case")),
    ...(await ids("select id from campaign_reviewer")),
    ...(await ids("select id from generation union select id from example union select id from artifact")),
    ...(await ids("select id from run union select id from model union select id from dataset_version")),
    ...(await ids(
      `select a.id from assignment a join campaign_reviewer r on r.id = a.reviewer_id where r.user_id = '${other}'`,
    )),
  ];
  const caseOf = async () => db.select().from(campaignCase);
  return {
    campaigns,
    secret,
    caseOf,
    turns: async () => db.select().from(assignment),
    rounds: async () => db.select().from(campaign),
  };
}
