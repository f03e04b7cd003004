import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { withSpooled } from "./spool-upload";

const home = await mkdtemp(join(tmpdir(), "assay-spool-"));
afterAll(() => rm(home, { recursive: true, force: true }));

function bodyOf(pieces: readonly string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece));
      controller.close();
    },
  });
}

test("a file is read as it came, also twice, under its digest, and leaves nothing behind", async () => {
  const pieces = ["first,", "second\n", "x".repeat(300_000)];
  await withSpooled(home, bodyOf(pieces), async ({ digest, stream }) => {
    expect(digest).toBe(createHash("sha256").update(pieces.join("")).digest("hex"));
    expect(await readdir(join(home, "cache"))).toEqual([]);
    expect(await new Response(stream()).text()).toBe(pieces.join(""));
    expect(await new Response(stream()).text()).toBe(pieces.join(""));
  });
});

test("work begins only when all has come, and not at all where the client went away", async () => {
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(new Uint8Array([1]));
      end = () => controller.error(new Error("the client went away"));
    },
  });
  let began = false;
  const spooling = withSpooled(home, body, async () => {
    began = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(began).toBe(false);
  end();
  await expect(spooling).rejects.toThrow("the client went away");
  expect(began).toBe(false);
});
