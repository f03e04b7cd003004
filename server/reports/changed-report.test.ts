import { afterAll, expect, test, vi } from "vitest";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { addProject } from "../dispatch/testing/add-runs";
import { exportReport, REPORT_FILES } from "./export-report";
import { readReport } from "./report-queries";
import { digestOfReport } from "./report-subject";
import { addReport, CONTENT } from "./testing/report-rows";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db } = database;
const projectId = "p";
await addProject(db, projectId);
const viewer = await addPerson(db, projectId, "ada", "admin");
const of = (reportId: string) => ({ projectId, reportId, viewer });
const next = (number: number, digest: string) => ({ ...CONTENT, number, previous: { number: number - 1, digest } });

test("of a row that is not what was frozen no file is made, and nothing is told against it", async () => {
  await addReport(db, { id: "one", projectId });
  await addReport(db, { id: "two", projectId, content: next(2, digestOfReport(CONTENT)), digest: "0".repeat(64) });
  await addReport(db, { id: "three", projectId, content: next(3, "0".repeat(64)) });
  await addReport(db, { id: "four", projectId, content: next(4, "1".repeat(64)) });
  const read = (id: string) => readReport(db, of(id));
  expect((await read("two")).intact).toBe(false);
  for (const file of REPORT_FILES) {
    await expect(exportReport(db, of("two"), file)).rejects.toMatchObject({
      message: expect.stringContaining("not what was frozen"),
    });
  }
  expect((await read("two")).changes?.lines).toEqual([expect.stringMatching(/^Nothing but the number/)]);
  expect((await read("three")).changes?.lines).toEqual([expect.stringMatching(/^Report 2 is not what was frozen/)]);
  expect((await read("four")).changes?.lines).toEqual([expect.stringMatching(/^Report 3 is not what was frozen/)]);
  expect((await exportReport(db, of("three"), "json")).bytes.length).toBeGreaterThan(0);
});
