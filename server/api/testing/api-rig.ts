import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { datasetImport } from "@/db/schema/datasets";
import { pairSet } from "@/db/schema/pairs";
import { projectMember } from "@/db/schema/people";
import { artifact, checkpoint, run, study } from "@/db/schema/runs";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { addReviewRound } from "@/db/testing/review-round";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { addSampledRound, TRUE_NOTE } from "@/db/testing/sampled-round";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import type { Role } from "@/domain/access";
import { pairRecipeSchema } from "@/domain/pairs/pair-recipe";
import { type AuditFact, appendAudit } from "../../audit/append-audit";
import { createApiToken, type NewToken } from "../../auth/api-tokens";
import { addChoiceRound, chose } from "../../gates/testing/add-choice-round";
import { addGatedCampaign } from "../../gates/testing/add-gated-campaign";
import { ingestFrames } from "../../ingest/ingest-frames";
import { createRunnerFrames, joinFrames, STARTED } from "../../ingest/testing/runner-frames";
import { addReport } from "../../reports/testing/report-rows";
import { addRewriteRun } from "../../rewrites/testing/add-rewrite-run";
import { TEST_PYTHON } from "../../testing/test-python";
import { answerRequest } from "../answer-request";
import { API_ROOT } from "../find-operation";

const ADDRESS = "http://127.0.0.1:3000";
export const ARTIFACT_TEXT = "weights of a test";

export type Sent = { body?: unknown; token?: string | null; headers?: Record<string, string> };
export type Said = { status: number; headers: Headers; body: unknown; text: string };

export type ApiRig = {
  database: TestDatabase;
  /** Of an admin of the projects `own` and `live`, with everything open to it: the one in the data folder. */
  token: string;
  addToken: (of: Omit<NewToken, "name">) => Promise<string>;
  addMember: (id: string, role: Role) => Promise<void>;
  ask: (method: string, path: string, sent?: Sent) => Promise<Said>;
  close: () => Promise<void>;
};

async function stubEnvironment(database: TestDatabase, more: Record<string, string>): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "assay-api-"));
  const variables = {
    DATABASE_URL: database.url,
    ASSAY_HOME: home,
    ASSAY_URL: ADDRESS,
    ASSAY_SECRET: "a secret for tests that is long enough",
    ASSAY_PYTHON: TEST_PYTHON,
    ASSAY_SLOTS: "cpu=1",
    ASSAY_API_WRITES_PER_MINUTE: "100000",
    ...more,
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return home;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

async function writeObject(home: string, text: string): Promise<void> {
  const folder = join(home, "objects", sha256(text).slice(0, 2));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, sha256(text)), text);
}

async function addArtifact({ db }: TestDatabase, home: string): Promise<void> {
  await writeObject(home, ARTIFACT_TEXT);
  const digest = sha256(ARTIFACT_TEXT);
  const of = { projectId: "own-project", runId: "own-sft", attempt: 1 };
  const bytes = ARTIFACT_TEXT.length;
  await db.insert(artifact).values({ id: "weights", ...of, name: "weights", kind: "file", digest, bytes, files: 1 });
  await db.insert(checkpoint).values({ ...of, runId: "own-failed", step: 10, bytes: 5, reason: "interval" });
}

async function addFolderArtifact({ db }: TestDatabase, home: string): Promise<void> {
  const files = [{ path: "weights", digest: sha256(ARTIFACT_TEXT), bytes: ARTIFACT_TEXT.length }];
  const manifest = JSON.stringify({ files });
  await writeObject(home, manifest);
  const of = { projectId: "own-project", runId: "own-sft", attempt: 1, digest: sha256(manifest) };
  await db.insert(artifact).values({ id: "folder", ...of, name: "folder", kind: "adapter", bytes: 5, files: 1 });
}

async function addRuns({ db }: TestDatabase): Promise<void> {
  await db.insert(study).values({ id: "own-study", projectId: "own-project", name: "A study" });
  await addReport(db, { id: "own-report", projectId: "own-project" });
  const failure = { fault: "memory" as const, reason: "Out of memory.", remedy: null, field: null, detail: "" };
  const common = { projectId: "own-project", stage: "sft", givenConfig: {}, studyId: "own-study" };
  await db.insert(run).values([
    { ...common, id: "own-queued", name: "queued", state: "queued", queuedAt: new Date() },
    { ...common, id: "own-failed", name: "failed", state: "failed", attempt: 1, failure },
    { ...common, id: "own-doomed", name: "doomed", state: "failed", attempt: 1, failure, studyId: null },
    { ...common, id: "own-cancelled", name: "cancelled", state: "cancelled", attempt: 1 },
  ]);
  const swept = { ...common, stage: "fdpo", givenConfig: { delta: 2 }, seed: 7, tags: ["own-deltas"], studyId: null };
  await db.insert(run).values({ ...swept, id: "own-swept", name: "FactualDPO_tuned_delta2", state: "cancelled" });
}

const PAIR_RECORDS = {
  type: "pair_records",
  step: 1,
  split: "train",
  delta: 0,
  ids: ["pair-0", "pair-1"],
  logp_w: [-10, -11],
  logp_l: [-14, -13],
  ref_logp_w: [-12, -12],
  ref_logp_l: [-13, -13],
  len_w: [4, 5],
  len_l: [5, 5],
  h_w: [0, 0],
  h_l: [1, 0],
  flipped: [false, false],
};

async function addLiveRun({ db }: TestDatabase): Promise<void> {
  const { key } = await addRunningAttempt(db, "live");
  const frames = createRunnerFrames(key);
  const lines = ["first", "second", "Traceback"].map((text, at) => ({
    time: at,
    stream: "stdout",
    level: text === "Traceback" ? "error" : "info",
    text,
  }));
  const rows = [1, 2, 3].map((step) => [step, 1_700_000_000 + step, step === 3 ? Number.NaN : 1 / step]);
  const batch = joinFrames(
    frames.event(STARTED),
    frames.points(["train/loss"], rows),
    frames.event({ type: "log", lines }),
    frames.event(PAIR_RECORDS),
  );
  await ingestFrames({ db, now: () => new Date() }, { leaseSeconds: 30, price: null }, key, batch);
}

/** A note that was right, with its number made wrong by rule. */
const WRONG = {
  ...{
    id: "own-example-1:1",
    example: "own-example-1",
    group: "g",
    split: "test",
    section: null,
    kind: "rewrite",
    h: 1,
  },
  ...{ original: "reference 1", text: "reference 10" },
  edits: [
    {
      ...{ start: 10, end: 11, before: "1", after: "10", span: { start: 10, end: 12 }, family: "number" },
      ...{ types: { "four_types@1": "unsupported_detail" }, severity: "major", checked: [] },
    },
  ],
};

const ADDED: AuditFact = {
  actor: { id: "admin", name: "Admin", by: "session" },
  projectId: "own-project",
  action: "member.add",
  subject: "project_member",
  subjectId: "admin",
};

/** One case to practise on, with an error in it, and one to read. */
async function addPracticeRound({ db }: TestDatabase): Promise<void> {
  const error = { id: "an-error", kind: "error" as const, span: { start: 6, end: 13 } };
  const mark = { ...error, type: "fabricated", severity: "minor", evidence: "none" as const, comment: "" };
  await addReviewRound(db, {
    id: "own-round",
    projectId: "own-project",
    readers: ["admin"],
    protocol: { practice: { cases: 1, passMark: 1 } },
    cases: [{ kind: "practice", truth: { verdict: "marked", marks: [mark] } }, {}],
  });
}

/** The API as it is served, over a database with one of everything. */
export async function createApiRig(variables: Record<string, string> = {}): Promise<ApiRig> {
  const database = await createTestDatabase();
  const { db } = database;
  const home = await stubEnvironment(database, variables);
  await addEvaluatedProject(db, "own");
  await addRuns(database);
  await addArtifact(database, home);
  await addFolderArtifact(database, home);
  await addLiveRun(database);
  await addPerson(db, "own-project", "admin", "admin");
  await addPracticeRound(database);
  const draft = { projectId: "own-project", readers: [], cases: [], state: "draft" as const };
  await addReviewRound(db, { id: "own-draft", ...draft });
  await addSampledRound(db, { id: "own-sampled", projectId: "own-project", readers: ["admin"], notes: [TRUE_NOTE] });
  const upload = { projectId: "own-project", userId: "admin", fileName: "a.csv", bytes: 1 };
  await db.insert(datasetImport).values({ id: "own-import", ...upload, state: "waiting" });
  await db.insert(projectMember).values({ projectId: "live-project", userId: "admin", role: "admin" });
  await db.transaction((tx) => appendAudit(tx, new Date(), ADDED));
  const signer = { userId: "admin", name: "admin" };
  await addRewriteRun({ db, home }, { id: "own-rewrites", projectId: "own-project" }, [WRONG]);
  await addGatedCampaign(database, { id: "own-gated", projectId: "own-project", signer });
  await addChoiceRound(db, { id: "own-choices", projectId: "own-project", cases: [{}], say: () => chose("first") });
  const pairs = { recipe: pairRecipeSchema.parse({ origins: ["choice"] }), exclusions: [], state: "draft" as const };
  await db.insert(pairSet).values({ id: "own-pairs", projectId: "own-project", name: "given up", ...pairs });
  const addToken = (of: Omit<NewToken, "name">) => createApiToken(db, { name: "test", ...of });
  const admin = await addToken({ userId: "admin", scope: "admin" });
  await writeFile(join(home, "credential"), admin);

  const ask = async (method: string, path: string, { body, token = admin, headers = {} }: Sent = {}): Promise<Said> => {
    const sent = new Headers(headers);
    if (token !== null) sent.set("authorization", `Bearer ${token}`);
    const raw = body === undefined || typeof body === "string" || body instanceof Uint8Array;
    if (!raw) sent.set("content-type", "application/json");
    const content = raw ? body : JSON.stringify(body);
    const answer = await answerRequest(
      new Request(`${ADDRESS}${API_ROOT}${path}`, { method, headers: sent, body: content as BodyInit }),
    );
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.startsWith("application/json") ?? false;
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : undefined, text };
  };

  return {
    database,
    token: admin,
    addToken,
    addMember: async (id, role) => {
      await addPerson(db, "own-project", id, role);
    },
    ask,
    close: async () => {
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
