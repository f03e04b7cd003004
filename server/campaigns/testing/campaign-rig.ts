import { sql } from "drizzle-orm";
import { dataset, datasetVersion, example } from "@/db/schema/datasets";
import { generation } from "@/db/schema/evaluations";
import { project } from "@/db/schema/people";
import { run } from "@/db/schema/runs";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Role } from "@/domain/access";
import { type CampaignRequestInput, campaignRequestSchema } from "@/domain/campaigns/campaign-request";
import { createCaller } from "../../router";
import { type CampaignInput, createCampaign } from "../create-campaign";

const SECTIONS = ["PLAN", "ALLERGY", null];

/** A project with two runs that wrote a note for each of `items` examples, and a clock that is moved by hand. */
export async function createCampaignRig(items = 12, home?: string) {
  const database = await createTestDatabase();
  const { db, sql: raw } = database;
  const projectId = "p";
  await db.insert(project).values([
    { id: projectId, slug: "notes", name: "Notes" },
    { id: "q", slug: "other", name: "Other" },
  ]);
  await db.insert(dataset).values({ id: "d", projectId, name: "visits" });
  const origin = {
    how: "generated" as const,
    fileName: null,
    format: "jsonl",
    columns: {},
    problems: [],
    rowsRead: items,
  };
  await db.insert(datasetVersion).values({
    ...{ id: "v", projectId, datasetId: "d", number: 1, type: "notes", digest: "a", rows: items, bytes: 1 },
    ...{ splitCounts: { test: items }, holds: "synthetic", origin },
  });
  const places = Array.from({ length: items }, (_, place) => place);
  await db.insert(example).values(
    places.map((place) => ({
      ...{ id: `e${place}`, projectId, datasetVersionId: "v", position: place, split: "test" as const },
      ...{ groupKey: `patient ${place % 5}`, section: SECTIONS[place % 3] ?? null, sourceHash: `h${place}` },
      source: `Doctor: How are you?\nPatient: ${"Well. ".repeat(place + 1)}`,
      reference: `Well for ${place + 1} days. No pain.`,
      metadata: { author: place % 2 === 0 ? "human" : "machine" },
    })),
  );
  for (const name of ["one", "two"]) {
    await db
      .insert(run)
      .values({ id: name, projectId, name: `writer ${name}`, stage: "generate", state: "finished", givenConfig: {} });
    await db.insert(generation).values(
      places.map((place) => ({
        ...{ id: `${name}-${place}`, projectId, runId: name, exampleId: `e${place}`, finishReason: "stop" as const },
        ...{ promptTokens: 1, completionTokens: 1, seconds: 1, attempt: 1, sequence: place + 1 },
        text: `Feels well. Day ${place + 1}, said ${name}.`,
      })),
    );
  }
  const clock = { now: new Date("2026-03-01T09:00:00Z") };
  const services = { db, now: () => clock.now };
  const ada = await addPerson(db, projectId, "ada", "admin");
  const people = { ada };
  const addReader = async (id: string, role: Role = "reviewer") => addPerson(db, projectId, id, role);
  const scope = { projectId, actor: { id: "ada", name: "ada", by: "session" as const } };
  const make = (wanted: Partial<CampaignRequestInput> = {}, more: Partial<CampaignInput> = {}) => {
    const plain = { overlap: 0, repeats: 0, distance: 0 };
    const request = campaignRequestSchema.parse({
      name: "First",
      title: "Letters, round 1",
      source: { from: "generations", runs: ["one", "two"] },
      ...wanted,
      design: { ...plain, ...wanted.design },
    });
    return createCampaign(home === undefined ? services : { ...services, home }, scope, { ...request, ...more });
  };
  const as = (viewer: Awaited<ReturnType<typeof addPerson>>) =>
    createCaller({ db, sql: raw, now: () => clock.now, viewer }).campaigns;
  const turnsOf = (campaignId: string) =>
    db.execute<{
      reader: string;
      item: string;
      kind: string;
      state: string;
      position: number;
      arm: string | null;
      id: string;
      case_id: string;
    }>(sql`
      select r.user_id as reader, c.item, c.kind, a.state, a.position, c.arm, a.id, a.case_id
      from assignment a join campaign_case c on c.id = a.case_id join campaign_reviewer r on r.id = a.reviewer_id
      where a.campaign_id = ${campaignId} order by r.user_id, a.position`);
  return { database, db, services, scope, clock, people, addReader, make, as, turnsOf };
}

export type CampaignRig = Awaited<ReturnType<typeof createCampaignRig>>;
