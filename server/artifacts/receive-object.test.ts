import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { objectPath } from "./artifact-objects";
import { readObjectState, receiveObject } from "./receive-object";

const home = await mkdtemp(join(tmpdir(), "assay-receive-"));
afterAll(() => rm(home, { recursive: true, force: true }));

const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");
const send = (whole: string, part: string, from: number, of = "run/1") =>
  receiveObject(home, { digest: digestOf(whole), of, from, total: whole.length, bytes: Buffer.from(part) });

test("pieces become an object once the last is there, and not before", async () => {
  expect(await send("weights", "wei", 0)).toEqual({ stored: false, received: 3 });
  await expect(readFile(objectPath(home, digestOf("weights")))).rejects.toThrow("ENOENT");
  expect(await readObjectState(home, digestOf("weights"), "run/1")).toEqual({ stored: false, received: 3 });
  expect(await send("weights", "ghts", 3)).toEqual({ stored: true, received: 7 });
  expect(await readFile(objectPath(home, digestOf("weights")), "utf8")).toBe("weights");
});

test("a piece that came before, or leaves a gap, changes nothing and says where to go on", async () => {
  await send("adapter", "ada", 0);
  expect(await send("adapter", "ada", 0)).toEqual({ stored: false, received: 3 });
  expect(await send("adapter", "er", 5)).toEqual({ stored: false, received: 3 });
  expect(await send("adapter", "pter", 3)).toMatchObject({ stored: true });
  expect(await send("adapter", "pter", 3)).toEqual({ stored: true, received: 7 });
});

test("an object that somebody asks for again is as good as new", async () => {
  await send("asked", "asked", 0);
  const path = objectPath(home, digestOf("asked"));
  const old = new Date("2020-01-01");
  for (const name of [() => readObjectState(home, digestOf("asked"), "run/2"), () => send("asked", "asked", 0)]) {
    await utimes(path, old, old);
    expect(await name()).toEqual({ stored: true, received: 5 });
    expect((await stat(path)).mtimeMs).toBeGreaterThan(Date.now() - 60_000);
  }
});

test("what is not the file of its digest is refused and thrown away", async () => {
  await expect(send("honest", "forged", 0)).rejects.toMatchObject({ kind: "Validation" });
  expect(await readObjectState(home, digestOf("honest"), "run/1")).toEqual({ stored: false, received: 0 });
  await expect(send("short", "much longer", 0)).rejects.toMatchObject({ kind: "Validation" });
});

test("two senders of one file do not mix their pieces", async () => {
  await send("shared", "sha", 0, "run/1");
  expect(await send("shared", "shared", 0, "other/1")).toMatchObject({ stored: true });
  expect(await send("shared", "red", 3, "run/1")).toMatchObject({ stored: true });
});

test("an empty file is one, and a name that is no digest opens no path", async () => {
  expect(await send("", "", 0)).toEqual({ stored: true, received: 0 });
  await expect(readObjectState(home, "../../credential", "run/1")).rejects.toMatchObject({ kind: "Validation" });
  const left = await readdir(dirname(objectPath(home, digestOf(""))));
  expect(left.filter((name) => name.startsWith("incoming"))).toEqual([]);
});
