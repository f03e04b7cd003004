import type { Database } from "@/db/database";
import { campaign } from "@/db/schema/campaigns";
import { chart } from "@/db/schema/charts";
import { datasetImport } from "@/db/schema/datasets";
import { pairDraft, pairSet } from "@/db/schema/pairs";
import { apiToken, invitation, projectMember, session } from "@/db/schema/people";
import { study } from "@/db/schema/runs";
import { projectSecret } from "@/db/schema/secrets";
import { savedView } from "@/db/schema/views";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { addReviewRound, NOTE } from "@/db/testing/review-round";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import type { TestDatabase } from "@/db/testing/test-database";
import { pairRecipeSchema } from "@/domain/pairs/pair-recipe";
import { viewDefinitionSchema } from "@/domain/runs/view-definition";
import { ingestFrames } from "../ingest/ingest-frames";
import { createRunnerFrames, joinFrames, STARTED } from "../ingest/testing/runner-frames";
import { addReport } from "../reports/testing/report-rows";

/** Stands in every text that belongs to the foreign projects, and in none of their ids. */
export const MARK = "belongs to others";

const TEXTS = [
  ["run", "name"],
  ["dataset", "name"],
  ["example", "source"],
  ["example", "reference"],
  ["generation", "text"],
  ["artifact", "name"],
  ["model", "name"],
] as const;

const CURVE = `loss that ${MARK}`;

const IN_A_DAY = () => new Date(Date.now() + 86_400_000);

async function addBelongings(db: Database): Promise<void> {
  const projectId = "foreign-project";
  const owner = { userId: "foreign-owner" };
  await addPerson(db, projectId, owner.userId, "admin");
  await db.insert(study).values({ id: "foreign-study", projectId, name: `a study that ${MARK}` });
  await addReport(db, { id: "foreign-report", projectId, remark: `a report that ${MARK}` });
  await db.insert(chart).values({
    id: "foreign-chart",
    projectId,
    title: `a chart that ${MARK}`,
    keys: ["loss"],
    filter: "",
    axis: "step",
    scale: "linear",
    bands: "none",
  });
  const definition = viewDefinitionSchema.parse({ columns: [{ id: "name" }] });
  await db.insert(savedView).values({ id: "foreign-view", projectId, name: `a view that ${MARK}`, definition });
  const file = { fileName: `a file that ${MARK}.csv`, bytes: 1, state: "waiting" as const };
  await db.insert(datasetImport).values({ id: "foreign-import", projectId, ...owner, ...file });
  const recipe = pairRecipeSchema.parse({ origins: ["imported"] });
  const set = { id: "foreign-pairs", projectId, name: `pairs that ${MARK}` };
  await db.insert(pairSet).values({ ...set, state: "draft", recipe, exclusions: [] });
  await db.insert(pairDraft).values({
    ...{ id: "foreign-pair", projectId, pairSetId: set.id, position: 0, split: "train", groupKey: "g0" },
    ...{ prompt: MARK, chosen: MARK, rejected: "other", hChosen: 0, hRejected: 1, flipped: false, origin: "imported" },
    ...{ assessmentIds: [], generationIds: [], noteHash: "hash" },
  });
  await db.insert(projectSecret).values({ projectId, name: "FOREIGN_SECRET", sealed: new Uint8Array([1]) });
  const link = { role: "reviewer" as const, tokenHash: "foreign", expiresAt: IN_A_DAY() };
  await db.insert(invitation).values({ id: "foreign-invitation", projectId, ...link });
  await db
    .insert(apiToken)
    .values({ id: "foreign-token", ...owner, name: `a token that ${MARK}`, tokenHash: "foreign" });
  const signedIn = { token: "foreign cookie", expiresAt: IN_A_DAY() };
  await db.insert(session).values({ id: "foreign-session", ...owner, ...signedIn });
}

/** A round with a note to read and a turn at it, for the owner of the foreign project. */
async function addRound(db: Database): Promise<void> {
  const of = { id: "foreign-campaign", projectId: "foreign-project", readers: ["foreign-owner"] };
  await addReviewRound(db, { ...of, cases: [{ note: `${NOTE} It ${MARK}.` }] });
  await db.update(campaign).set({ name: `a round that ${MARK}`, title: `letters that ${MARK}` });
}

/** A run that said something: a curve and a line, in a project `live`. */
async function addTalkingRun(db: Database): Promise<void> {
  const { key } = await addRunningAttempt(db, "live");
  await db.insert(projectMember).values({ projectId: "live-project", userId: "foreign-owner", role: "admin" });
  const frames = createRunnerFrames(key);
  const line = { time: 0, stream: "stdout", level: "info", text: `a line that ${MARK}` };
  const rows = [1, 2, 3].map((step) => [step, 1_700_000_000 + step, 1 / step]);
  const said = [frames.event(STARTED), frames.points([CURVE], rows), frames.event({ type: "log", lines: [line] })];
  const settings = { leaseSeconds: 30, price: null };
  const batch = joinFrames(...said);
  const { status } = await ingestFrames({ db, now: () => new Date() }, settings, key, batch);
  if (status !== 200) throw new Error(`What the run said was answered with ${status}.`);
}

/** One of everything that somebody else owns. */
export async function addForeignThings({ db, sql }: TestDatabase): Promise<void> {
  await addEvaluatedProject(db, "foreign");
  for (const [table, column] of TEXTS) {
    await sql`update ${sql(table)} set ${sql(column)} = ${sql(column)} || ${` ${MARK}`} where project_id = 'foreign-project'`;
  }
  await sql`update run set tags = ${["foreign-tag"]} where project_id = 'foreign-project'`;
  await addBelongings(db);
  await addRound(db);
  await addTalkingRun(db);
}

/** How the router's fields are called that name something, and what they name here; the last few are words alone. */
export const FOREIGN_NAMES: Readonly<Record<string, string>> = {
  run: "foreign-evaluate",
  runs: "foreign-sft",
  runIds: "foreign-sft",
  ids: "foreign-evaluate",
  including: "foreign-generate",
  clonedFromRunId: "foreign-sft",
  against: "foreign-base",
  baseline: "foreign-baseline",
  candidate: "foreign-candidate",
  evaluations: "foreign-candidate",
  beside: "foreign-candidate",
  example: "foreign-example-0",
  artifact: "foreign-artifact",
  dataset: "foreign-dataset",
  version: "foreign-version",
  datasetVersionId: "foreign-version",
  heldOutVersionId: "foreign-version",
  notesVersionId: "foreign-version",
  modelId: "foreign-model",
  from: "foreign-version",
  to: "foreign-version",
  import: "foreign-import",
  model: "foreign-model",
  study: "foreign-study",
  studyId: "foreign-study",
  report: "foreign-report",
  id: "foreign-chart",
  view: "foreign-view",
  person: "foreign-owner",
  invitation: "foreign-invitation",
  token: "foreign-token",
  session: "foreign-session",
  campaign: "foreign-campaign",
  case: "foreign-campaign-case-0",
  control: "foreign-campaign-case-0",
  reader: "foreign-campaign-foreign-owner",
  userId: "foreign-owner",
  assignment: "foreign-campaign-foreign-owner-0",
  assessmentId: "foreign-assessment",
  markId: "foreign-mark",
  gate: "foreign-gate",
  set: "foreign-pairs",
  pair: "foreign-pair",
  change: "foreign-change",
  assessment: "foreign-assessment",
  list: "all-labels@foreign-version",
  definition: "text.rouge_l@1",
  tag: "foreign-tag",
  stage: "sft",
  by: "stage",
};

/** Required texts that name nothing of anybody's: what people write, and words that a project has of its own. */
export const FREE_TEXTS: readonly string[] = [
  "project",
  "fileName",
  "text",
  "email",
  "password",
  "title",
  "keys",
  "filter",
  "name",
  "value",
  "reason",
  "slug",
  "note",
  "field",
  "node",
  "group",
  "before",
  "source",
  "type",
  "severity",
  "comment",
  "why",
  "after",
  "item",
  "digest",
  "prompt",
  "chosen",
  "rejected",
];

/** The same for what only the run that talks has. */
export const TALKING_NAMES: Readonly<Record<string, string>> = {
  ...FOREIGN_NAMES,
  run: "live-run",
  runs: "live-run",
  ids: "live-run",
  including: "live-run",
  keys: CURVE,
};

/** All rows of the foreign projects and of their owner, to be compared with what they were. */
export async function readForeignRows({ sql }: TestDatabase): Promise<Record<string, string[]>> {
  const columns = await sql<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and column_name in ('project_id', 'user_id') order by 1, 2`;
  const read = columns.map(async ({ table, column }) => {
    const rows = await sql<{ row: string }[]>`
      select t::text as row from ${sql(table)} t
      where ${sql(column)} in ('foreign-project', 'live-project', 'foreign-owner') order by 1`;
    return [`${table}.${column}`, rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}
