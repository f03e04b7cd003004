import { afterAll, expect, test } from "vitest";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { createCaller } from "@/server/router";
import { readFirstPage } from "./read-first-page";

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;
const notes = await addEvaluatedProject(db, "notes");
const viewer = await addPerson(db, notes.projectId, "researcher");
const as = (who: typeof viewer | null) => createCaller({ db, sql, now: () => new Date(), viewer: who });

test("the first rows come with the page", async () => {
  const page = await readFirstPage(as(viewer), "notes", { filter: "stage = sft", sort: "name.asc" });
  expect(page?.items.map(({ stage }) => stage)).toEqual(["sft"]);
});

test.each([
  ["a filter that cannot be read", viewer, { filter: "stage =" }],
  ["a filter that is too long", viewer, { filter: `name = ${"x".repeat(2_100)}` }],
  ["groups", viewer, { group: "seeds" }],
  ["nobody signed in", null, {}],
])("%s is left to the view to say", async (_, who, search) => {
  expect(await readFirstPage(as(who), "notes", search)).toBeNull();
});
