import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { objectPath } from "../artifacts/artifact-objects";
import { materialiseModel } from "./materialise-model";

const home = await mkdtemp(join(tmpdir(), "assay-materialise-"));
afterAll(() => rm(home, { recursive: true, force: true }));

async function store(content: string): Promise<string> {
  const digest = createHash("sha256").update(content).digest("hex");
  const path = objectPath(home, digest);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return digest;
}

async function storeManifest(paths: Record<string, string>): Promise<string> {
  const files = await Promise.all(
    Object.entries(paths).map(async ([path, content]) => ({
      path,
      digest: await store(content),
      bytes: content.length,
    })),
  );
  return store(JSON.stringify({ files }));
}

test("files are laid out as links to the objects, once, also by two at a time", async () => {
  const digest = await storeManifest({ "config.json": "{}", "nested/weights.bin": "1234" });
  const folders = await Promise.all([materialiseModel(home, digest), materialiseModel(home, digest)]);
  expect(new Set(folders).size).toBe(1);
  const weights = join(folders[0] ?? "", "nested/weights.bin");
  expect(await readFile(weights, "utf8")).toBe("1234");
  expect((await stat(weights)).nlink).toBeGreaterThan(1);
});

test("what only begins like a list of files is no model", async () => {
  for (const text of ['{"files": [', '{"files": [{"path": "x"}]}', '{"files": []} trailing']) {
    await expect(materialiseModel(home, await store(text))).rejects.toThrow("list of this model's files is damaged");
  }
});

test.each(["../outside", "/etc/outside", "nested/../../outside"])(
  "a manifest that names %s is refused",
  async (path) => {
    const digest = await storeManifest({ [path]: "text" });
    await expect(materialiseModel(home, digest)).rejects.toThrow("leaves its folder");
  },
);

test("a model whose list or whose file is not on disk is named with a remedy, without a path, and leaves nothing", async () => {
  const digest = await storeManifest({ "config.json": "{}", "gone.bin": "12345" });
  await rm(objectPath(home, createHash("sha256").update("12345").digest("hex")));
  for (const missing of [digest, "0".repeat(64)]) {
    const refused: unknown = await materialiseModel(home, missing).catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind: "InvalidState", problems: [{ remedy: expect.stringContaining("again") }] });
    expect(String(refused)).not.toContain(home);
  }
  expect((await readdir(join(home, "models"))).filter((name) => name.startsWith(digest))).toEqual([]);
});
