import { afterAll, expect, test } from "vitest";
import { project } from "../schema/people";
import { createTestDatabase } from "./test-database";

const first = await createTestDatabase();
const second = await createTestDatabase();
afterAll(async () => {
  await first.drop();
  await second.drop();
});

test("two test databases share nothing", async () => {
  await first.db.insert(project).values({ id: "p1", slug: "notes", name: "Notes" });
  expect(await second.db.select().from(project)).toEqual([]);
});

test("a copy begins with the rows of another and goes its own way", async () => {
  const written = await createTestDatabase();
  await written.db.insert(project).values({ id: "p1", slug: "notes", name: "Notes" });
  await written.close();
  const copy = await createTestDatabase(written);
  const other = await createTestDatabase(written);
  try {
    await copy.db.delete(project);
    expect(await other.db.select().from(project)).toMatchObject([{ id: "p1" }]);
  } finally {
    for (const each of [copy, other, written]) await each.drop();
  }
});
