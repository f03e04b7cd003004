import { expect, test } from "vitest";
import { takeTurn } from "./take-turn";

const user = { userId: "u" };

/** Work that ends when it is told to. */
function startWork(key: string) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const said = takeTurn({ ...user, key }, async () => {
    await ended;
    return key;
  });
  return { said, end };
}

test("the same key waits for the first, and says so when that takes long", async () => {
  const first = startWork("same");
  const order: string[] = [];
  const second = takeTurn({ ...user, key: "same" }, async () => order.push("second"));
  await expect(takeTurn({ ...user, key: "same" }, async () => order.push("third"), 10)).rejects.toMatchObject({
    kind: "Conflict",
    headers: { "retry-after": "5" },
  });
  order.push("first");
  first.end();
  await Promise.all([first.said, second]);
  expect(order).toEqual(["first", "second"]);
});

test("many of the same key leave room for others", async () => {
  const first = startWork("crowd");
  const crowd = Array.from({ length: 20 }, () => takeTurn({ ...user, key: "crowd" }, async () => "after"));
  expect(await takeTurn({ ...user, key: "other" }, async () => "at once")).toBe("at once");
  expect(await takeTurn({ userId: "v", key: "crowd" }, async () => "of another person")).toBe("of another person");
  first.end();
  expect(new Set(await Promise.all(crowd))).toEqual(new Set(["after"]));
});

test("work that fails leaves the key and its place to the next", async () => {
  for (let at = 0; at < 10; at += 1) {
    const failing = async () => Promise.reject(new Error("the disk is full"));
    await expect(takeTurn({ ...user, key: "fails" }, failing)).rejects.toThrow("the disk is full");
  }
  expect(await takeTurn({ ...user, key: "fails" }, async () => 1)).toBe(1);
});

test("beyond what can wait, others are told to come again", async () => {
  const working = Array.from({ length: 64 }, (_, at) => startWork(String(at)));
  await expect(takeTurn({ ...user, key: "too many" }, async () => 1)).rejects.toMatchObject({ kind: "Unavailable" });
  for (const { end } of working) end();
  await Promise.all(working.map(({ said }) => said));
  expect(await takeTurn({ ...user, key: "too many" }, async () => 1)).toBe(1);
});
