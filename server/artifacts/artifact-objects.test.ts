import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Viewer } from "../context";
import { createCaller } from "../router";
import { objectPath, openObject, readManifest } from "./artifact-objects";
import { readArtifactForViewer } from "./artifact-queries";

const home = await mkdtemp(join(tmpdir(), "assay-objects-"));
const database = await createTestDatabase();
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true });
});
const { db, sql } = database;
const notes = await addEvaluatedProject(db, "notes");
await addEvaluatedProject(db, "other");
const researcher = await addPerson(db, notes.projectId, "researcher");
const reviewer = await addPerson(db, notes.projectId, "reviewer", "reviewer");

async function store(content: string): Promise<string> {
  const digest = createHash("sha256").update(content).digest("hex");
  await mkdir(dirname(objectPath(home, digest)), { recursive: true });
  await writeFile(objectPath(home, digest), content);
  return digest;
}

test("only a digest names an object", () => {
  for (const wrong of ["../../etc/passwd", "A".repeat(64), "a".repeat(63), `${"a".repeat(64)}/..`]) {
    expect(() => objectPath(home, wrong)).toThrow(/SHA-256/);
  }
});

test("a folder lists its files and a plain file lists none", async () => {
  const files = [{ path: "adapter/config.json", digest: "b".repeat(64), bytes: 3 }];
  expect(await readManifest(home, await store(JSON.stringify({ files })))).toEqual(files);
  expect(await readManifest(home, await store("plain"))).toBeNull();
  await expect(readManifest(home, "c".repeat(64))).rejects.toMatchObject({ kind: "NotFound" });
});

test("a file that only begins like a list is a plain file", async () => {
  const own = JSON.stringify({ files: [{ path: "a.txt", note: "of somebody's own" }] });
  for (const text of ['{"files": [1, 2', own, '{"files": 7}']) {
    expect(await readManifest(home, await store(text)), text).toBeNull();
  }
});

test("an object streams with its size", async () => {
  const { bytes, stream } = await openObject(home, await store("weights"));
  expect(bytes).toBe(7);
  expect(await new Response(stream as ReadableStream<Uint8Array>).text()).toBe("weights");
});

test("a download goes on where it was cut off", async () => {
  const digest = await store("adapter weights");
  const { bytes, stream } = await openObject(home, digest, 8);
  expect(bytes).toBe(15);
  expect(await new Response(stream as ReadableStream<Uint8Array>).text()).toBe("weights");
  await expect(openObject(home, digest, 16)).rejects.toMatchObject({ kind: "Validation" });
  const done = await openObject(home, digest, 15);
  expect(await new Response(done.stream as ReadableStream<Uint8Array>).text()).toBe("");
});

test("a download asks for membership and role", async () => {
  const read = (artifactId: string, viewer: Viewer) => readArtifactForViewer(db, { artifactId, viewer });
  expect(await read("notes-artifact", researcher)).toMatchObject({ name: "adapter" });
  await expect(read("other-artifact", researcher)).rejects.toMatchObject({ kind: "NotFound" });
  await expect(read("notes-artifact", reviewer)).rejects.toMatchObject({ kind: "Forbidden" });
});

test("artifacts of a run stay inside their project", async () => {
  const as = (viewer: typeof researcher | null) => createCaller({ db, sql, now: () => new Date(), viewer });
  await expect(as(null).artifacts.byRun({ project: "notes", run: "notes-sft" })).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
  const own = await as(researcher).artifacts.byRun({ project: "notes", run: "notes-sft" });
  expect(own.artifacts.map((row) => row.name)).toEqual(["adapter"]);
  expect(await as(researcher).artifacts.byRun({ project: "notes", run: "other-sft" })).toEqual({
    artifacts: [],
    checkpoints: [],
  });
  await expect(as(researcher).artifacts.files({ project: "notes", artifact: "other-artifact" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
