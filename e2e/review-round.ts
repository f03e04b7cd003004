import { expect, type Page } from "@playwright/test";
import { eq, inArray } from "drizzle-orm";
import { connectDrizzle, connectSql } from "@/db/database";
import { assessment, assessmentChange, assignment } from "@/db/schema/assessments";
import { campaignReviewer } from "@/db/schema/campaigns";
import { project, user } from "@/db/schema/people";
import { type CampaignRequestInput, campaignRequestSchema } from "@/domain/campaigns/campaign-request";
import { createCampaign } from "@/server/campaigns/create-campaign";
import { steerCampaign } from "@/server/campaigns/steer-campaign";
import { PROJECT } from "./journey";
import { PEOPLE, type Person } from "./people";
import { seededSite } from "./seeded-site";

export type CaseText = { source: string; note: string; arm?: string };

const TURNS = [
  "Doctor: Any medicines at the moment?",
  "Patient: Metformin, five hundred, twice a day. And I stopped the lisinopril in March.",
  "Doctor: Why did you stop it?",
  "Patient: A dry cough. It went away after that.",
];
const SENTENCES = [
  "Takes metformin 500 mg twice daily.",
  "Lisinopril was continued because of good tolerance.",
  "No known allergies.",
];

export const visit = (number: number): CaseText => ({
  source: [`Doctor: Good morning, this is visit ${number}.`, ...TURNS].join("\n"),
  note: [`Visit ${number}.`, ...SENTENCES].join(" "),
});

type Round = Partial<Omit<CampaignRequestInput, "readers" | "source">> & { texts: CaseText[]; readers?: Person[] };

async function withDatabase<Answer>(work: (db: Database) => Promise<Answer>): Promise<Answer> {
  const sql = connectSql(seededSite().database, { max: 1 });
  try {
    return await work(connectDrizzle(sql));
  } finally {
    await sql.end();
  }
}

type Database = ReturnType<typeof connectDrizzle>;
type People = { readers: readonly string[]; lead: string };

/** Makes and opens a round over the texts, in which each reader reads all of them; people by their addresses. */
export async function openRoundIn(
  db: Database,
  { readers, lead: leadEmail }: People,
  { texts, ...wanted }: Omit<Round, "readers">,
): Promise<string> {
  const [home] = await db.select().from(project).where(eq(project.slug, "clinical-notes"));
  const people = await db
    .select()
    .from(user)
    .where(inArray(user.email, [...readers]));
  const [lead] = await db.select().from(user).where(eq(user.email, leadEmail));
  if (!home || !lead) throw new Error("The project or who leads the round is not there.");
  const scope = { projectId: home.id, actor: { id: lead.id, name: lead.name, by: "terminal" as const } };
  const services = { db, now: () => new Date() };
  const title = wanted.title ?? "Letters, a round";
  const request = campaignRequestSchema.parse({
    name: title,
    title,
    ...wanted,
    source: {
      from: "texts",
      texts: texts.map((text, index) => ({ item: `visit ${index >> (text.arm ? 1 : 0)}`, ...text })),
    },
    design: { overlap: 0, repeats: 0, distance: 0, ...wanted.design },
    readers: people.map(({ id }) => ({ userId: id })),
  });
  const { id } = await createCampaign(services, scope, request);
  await steerCampaign(services, scope, { campaign: id, action: "open", reason: null });
  return id;
}

/** The same on the seeded site, by the journeys' people. */
export function openRound({ readers = ["reviewer"], ...round }: Round): Promise<string> {
  const people = { readers: readers.map((person) => PEOPLE[person].email), lead: PEOPLE.admin.email };
  return withDatabase((db) => openRoundIn(db, people, round));
}

/** What the server holds of a round: changes as they came, and the assessments of now. */
export function readRound(campaign: string) {
  return withDatabase(async (db) => {
    const changes = await db
      .select({ id: assessmentChange.id, assignmentId: assessmentChange.assignmentId, body: assessmentChange.body })
      .from(assessmentChange)
      .innerJoin(assignment, eq(assignment.id, assessmentChange.assignmentId))
      .where(eq(assignment.campaignId, campaign))
      .orderBy(assessmentChange.clock);
    const given = await db.select().from(assessment).where(eq(assessment.campaignId, campaign));
    const readers = await db.select().from(campaignReviewer).where(eq(campaignReviewer.campaignId, campaign));
    return { changes, assessments: given.filter(({ current }) => current), readers };
  });
}

export const note = (page: Page) => page.getByRole("listbox", { name: "Note under review" });

/** Opens the round, and waits for a case that takes keys. */
export async function beginRound(page: Page, campaign: string): Promise<void> {
  await page.goto(`${PROJECT}/review/${campaign}`);
  // In the page itself: an assertion describes the whole page at each try, which takes minutes with 8,000 sentences.
  await page.waitForFunction(() => document.activeElement?.matches("[data-column=note] [data-page-keys]"));
  await page.waitForURL(new RegExp(`${campaign}/.`));
}

export const openCase = (page: Page): string => page.url().split("/").at(-1) ?? "";

/** Everything that was done is with the server. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.locator("[data-unsent]")).toHaveAttribute("data-unsent", "0");
  await expect(page.locator("[data-unsent]")).toHaveText("saved");
}

/** Presses each in turn, and says how many keys that were. */
export async function press(page: Page, ...keys: string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key);
  return keys.length;
}

/** Longer than what a second press of the same key takes to count. */
export async function pauseForNextCase(page: Page, before: string): Promise<void> {
  await expect.poll(() => openCase(page)).not.toBe(before);
  await page.waitForTimeout(150);
}
