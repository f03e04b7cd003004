import { expect, test } from "vitest";
import { limitUpload, requireLength } from "./limit-upload";

const MEBI = 1024 * 1024;
const said = (bytes: number) => new Headers({ "content-length": String(bytes) });

test("a form is held in memory, so it is short and says so; a body may be as long as the server takes", () => {
  expect(() => requireLength(said(33 * MEBI), 1024 * MEBI, true)).toThrow("Send the file itself as the body");
  expect(() => requireLength(new Headers(), 1024 * MEBI, true)).toThrow("must say its length");
  requireLength(said(32 * MEBI), 1024 * MEBI, true);
  requireLength(said(1024 * MEBI), 1024 * MEBI, false);
  requireLength(new Headers(), 1024 * MEBI, false);
  expect(() => requireLength(said(1024 * MEBI + 1), 1024 * MEBI, false)).toThrow("is longer than");
});

test("a body that is longer than it says ends in a refusal", async () => {
  const read = (limit: number) => new Response(limitUpload(new Blob(["12345"]).stream(), limit)).text();
  expect(await read(5)).toBe("12345");
  await expect(read(4)).rejects.toThrow("longer than 4 bytes");
});
