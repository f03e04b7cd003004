import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { projectMember } from "@/db/schema/people";
import { projectSecret } from "@/db/schema/secrets";
import { createTestDatabase } from "@/db/testing/test-database";
import { addProject } from "../dispatch/testing/add-runs";
import { createCaller } from "../router";
import { stageNamed } from "../stages/stage-schemas";
import { seal } from "./seal";
import { secretsOfRun } from "./secrets-of-run";

const database = await createTestDatabase();
const secret = "a secret for tests that is long enough";
const caller = (userId: string) =>
  createCaller({ ...database, now: () => new Date(), viewer: { userId, name: userId, email: `${userId}@assay.test` } });
const admin = caller("ada");
const of = { project: "notes" };

beforeAll(async () => {
  vi.stubEnv("ASSAY_SECRET", secret);
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("ASSAY_HOME", "/nonexistent");
  vi.stubEnv("ASSAY_URL", "http://127.0.0.1:3000");
  vi.stubEnv("ASSAY_PYTHON", "/bin/false");
  await addProject(database.db, "notes", ["ada", "bo"]);
  await database.db.insert(projectMember).values([
    { projectId: "notes", userId: "ada", role: "admin" },
    { projectId: "notes", userId: "bo", role: "researcher" },
  ]);
});
afterAll(() => database.drop());

const forRun = (config: Record<string, unknown>, stage = "command", projectId = "notes") =>
  secretsOfRun({ db: database.db, secret }, { projectId, schema: stageNamed(stage), config });

test("a secret is written and replaced, listed by name, and reaches only the run that names it", async () => {
  await admin.secrets.write({ ...of, name: "REGISTRY_KEY", value: "the first value" });
  await admin.secrets.write({ ...of, name: "REGISTRY_KEY", value: "the second value" });
  const listed = await caller("bo").secrets.list(of);
  expect(listed).toMatchObject([{ name: "REGISTRY_KEY", writtenBy: "ada" }]);
  expect(JSON.stringify(listed)).not.toContain("value");
  expect((await forRun({ secrets: ["REGISTRY_KEY"] })).values).toEqual({ REGISTRY_KEY: "the second value" });
  expect(await forRun({})).toEqual({ values: {}, problems: [] });
  expect((await forRun({ secrets: ["REGISTRY_KEY"] }, "command", "other")).problems).toHaveLength(1);
});

test("a stage that can use a secret gets it where there is one, and does without where not", async () => {
  expect(await forRun({}, "import-model")).toEqual({ values: {}, problems: [] });
  await admin.secrets.write({ ...of, name: "HF_TOKEN", value: "hf_0123456789" });
  expect((await forRun({}, "import-model")).values).toEqual({ HF_TOKEN: "hf_0123456789" });
});

test("one that another installation sealed says so", async () => {
  await admin.secrets.write({ ...of, name: "MOVED", value: "sealed elsewhere" });
  const asked = { projectId: "notes", schema: stageNamed("command"), config: { secrets: ["MOVED"] } };
  const { values, problems } = await secretsOfRun({ db: database.db, secret: "of another one" }, asked);
  expect(values).toEqual({});
  expect(problems[0]?.what).toContain("another installation");
});

test("removing one that is not there, a lower-case name and a value too short to mask are refused", async () => {
  await expect(admin.secrets.remove({ ...of, name: "NOT_THERE" })).rejects.toThrow("no secret NOT_THERE");
  await expect(admin.secrets.write({ ...of, name: "hf_token", value: "long enough" })).rejects.toThrow("capitals");
  await expect(admin.secrets.write({ ...of, name: "ASSAY_TOKEN", value: "long enough" })).rejects.toThrow(
    "Assay's own",
  );
  await expect(admin.secrets.write({ ...of, name: "PIN", value: "1234" })).rejects.toThrow("masked in logs");
});

test.each([
  ...["PATH", "LD_PRELOAD", "PYTHONPATH", "PYTHONSTARTUP", "NODE_OPTIONS", "BASH_ENV", "LD_LIBRARY_PATH"],
  ...["DOCKER_HOST", "GIT_SSH_COMMAND", "HTTPS_PROXY"],
])("a secret is not called %s, which would steer the programs that get it", async (name) => {
  await expect(admin.secrets.write({ ...of, name, value: "long enough" })).rejects.toThrow("decides what programs run");
});

test("names that only remind of such are as good as any", async () => {
  for (const name of ["PATHOLOGY_KEY", "HOME_SERVER_TOKEN", "NODE_KEY"])
    await admin.secrets.write({ ...of, name, value: "long enough" });
});

test("one that an older version took under such a name reaches no run, and can be taken out", async () => {
  const sealed = seal("a value of old", { projectId: "notes", name: "LD_PRELOAD" }, secret);
  await database.db.insert(projectSecret).values({ projectId: "notes", name: "LD_PRELOAD", sealed, writtenBy: "ada" });
  const { problems } = await forRun({ secrets: ["LD_PRELOAD"] });
  expect(problems).toMatchObject([{ what: expect.stringContaining("decides what programs run") }]);
  await admin.secrets.remove({ ...of, name: "LD_PRELOAD" });
  expect((await forRun({ secrets: ["LD_PRELOAD"] })).problems[0]?.what).toContain("no secret");
});
