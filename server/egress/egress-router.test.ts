import { afterAll, beforeAll, expect, test } from "vitest";
import { projectMember } from "@/db/schema/people";
import { createTestDatabase } from "@/db/testing/test-database";
import { addProject } from "../dispatch/testing/add-runs";
import { createCaller } from "../router";
import { readEgress } from "./egress-queries";

const database = await createTestDatabase();
const caller = (userId: string) =>
  createCaller({ ...database, now: () => new Date(), viewer: { userId, name: userId, email: `${userId}@assay.test` } });

beforeAll(async () => {
  await addProject(database.db, "notes", ["ada", "bo"]);
  await database.db.insert(projectMember).values([
    { projectId: "notes", userId: "ada", role: "admin" },
    { projectId: "notes", userId: "bo", role: "researcher" },
  ]);
});
afterAll(() => database.drop());

test("nothing goes to a hub until an admin opens it, and it says who did", async () => {
  expect(await readEgress(database.db)).toEqual({ hub: false, programs: true });
  await caller("ada").egress.change({ path: "hub", open: true });
  expect(await readEgress(database.db)).toEqual({ hub: true, programs: true });
  const [hub] = await caller("bo").egress.list();
  expect(hub).toMatchObject({ path: "hub", open: true, changedBy: "ada" });
});

test("one switch closes every path, and only an admin has it", async () => {
  await expect(caller("bo").egress.closeAll()).rejects.toThrow();
  await expect(caller("bo").egress.change({ path: "hub", open: true })).rejects.toThrow();
  await caller("ada").egress.closeAll();
  expect(await readEgress(database.db)).toEqual({ hub: false, programs: false });
});
