import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { artifact } from "@/db/schema/runs";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Viewer } from "../context";
import { objectPath } from "./artifact-objects";
import { sendArtifact } from "./send-artifact";

const home = await mkdtemp(join(tmpdir(), "assay-send-"));
const database = await createTestDatabase();
let viewer: Viewer;

async function write(content: string): Promise<void> {
  const digest = createHash("sha256").update(content).digest("hex");
  await mkdir(dirname(objectPath(home, digest)), { recursive: true });
  await writeFile(objectPath(home, digest), content);
  await database.db.update(artifact).set({ digest }).where(eq(artifact.id, "notes-artifact"));
}

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("ASSAY_HOME", home);
  vi.stubEnv("ASSAY_URL", "http://127.0.0.1:3000");
  vi.stubEnv("ASSAY_SECRET", "a secret for tests that is long enough");
  vi.stubEnv("ASSAY_PYTHON", "/bin/false");
  await addEvaluatedProject(database.db, "notes");
  viewer = await addPerson(database.db, "notes-project", "rosa");
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const ask = (kept: string | null = null) =>
  sendArtifact({ db: database.db, viewer }, { artifactId: "notes-artifact", file: null, kept });

test("what a browser kept is not sent again while it is the same, and never shown once it is another", async () => {
  await write("table of step 1");
  const first = await ask();
  expect(await first.text()).toBe("table of step 1");
  expect(first.headers.get("cache-control")).toBe("private, no-cache");
  const tag = first.headers.get("etag") ?? "";
  for (const kept of [tag, `W/${tag}`, `"other", ${tag}`]) {
    const again = await ask(kept);
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", tag]);
  }
  await write("table of step 2");
  const changed = await ask(tag);
  expect([changed.status, await changed.text()]).toEqual([200, "table of step 2"]);
});
