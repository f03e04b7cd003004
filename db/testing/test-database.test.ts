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
