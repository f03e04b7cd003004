import { expect, test } from "vitest";
import type { NextCases } from "@/domain/assessments/review-answer";
import { CaseShelf } from "./case-shelf";
import { makeCase } from "./testing/review-case";

/** A server with so many cases, of which some have a verdict that it knows. */
function serve(total: number, decided = new Set<number>()) {
  const asked: { count: number; after: string | undefined }[] = [];
  const next = async (count: number, after?: string): Promise<NextCases> => {
    asked.push({ count, after });
    const from = after ? Number(after) + 1 : 0;
    const open = Array.from({ length: total - from }, (_, index) => from + index).filter((each) => !decided.has(each));
    const cases = open.slice(0, count).map((each) => makeCase({ assignmentId: String(each), position: each + 1 }));
    return { cases, none: cases.length > 0 ? null : "done" };
  };
  return { asked, decided, shelf: new CaseShelf({ next }) };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const takeAll = async (shelf: CaseShelf, count: number) => {
  const taken: (string | undefined)[] = [];
  for (let each = 0; each < count; each += 1) {
    taken.push(shelf.take()?.assignmentId);
    await settled();
  }
  return taken;
};

test("three are there at once, then up to twenty, in the reader's order", async () => {
  const { shelf, asked } = serve(50);
  await shelf.fill();
  await settled();
  expect(asked[0]).toEqual({ count: 3, after: undefined });
  expect(shelf.read().ahead).toBe(20);
  expect(await takeAll(shelf, 30)).toEqual(Array.from({ length: 30 }, (_, index) => String(index)));
  expect(shelf.read().ahead).toBeGreaterThanOrEqual(12);
});

test("what was given out does not come again, although the server does not know its verdict yet", async () => {
  const { shelf } = serve(5);
  await shelf.fill();
  await settled();
  expect(await takeAll(shelf, 6)).toEqual(["0", "1", "2", "3", "4", undefined]);
  expect(shelf.read().none).toBe("done");
});

test("one that was passed over comes again behind the others", async () => {
  const { shelf } = serve(3);
  await shelf.fill();
  await settled();
  await takeAll(shelf, 3);
  shelf.putBack("1");
  await shelf.fill();
  expect(await takeAll(shelf, 2)).toEqual(["1", undefined]);
});

test("one that was opened by its address does not come from the shelf", async () => {
  const { shelf } = serve(4);
  await shelf.fill();
  await settled();
  shelf.leaveOut("2");
  expect(await takeAll(shelf, 4)).toEqual(["0", "1", "3", undefined]);
});

test("a server that does not answer leaves what is there, and is asked again", async () => {
  let down = false;
  const { asked } = serve(0);
  const shelf = new CaseShelf({
    next: async (count, after) => {
      asked.push({ count, after });
      if (down) throw new TypeError("Failed to fetch");
      return { cases: after ? [] : [makeCase({ assignmentId: "0" })], none: after ? "done" : null };
    },
  });
  down = true;
  await shelf.fill();
  expect(shelf.read()).toMatchObject({ ahead: 0, loading: false, failed: expect.any(TypeError) });
  down = false;
  await shelf.fill();
  expect(shelf.read()).toMatchObject({ ahead: 1, failed: null });
});

test("practice taken again brings everything from the beginning", async () => {
  const { shelf } = serve(2);
  await shelf.fill();
  await settled();
  await takeAll(shelf, 3);
  shelf.empty();
  await shelf.fill();
  expect(await takeAll(shelf, 2)).toEqual(["0", "1"]);
});
