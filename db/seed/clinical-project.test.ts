import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "../testing/test-database";
import { refuseRemote } from "./refuse-remote";
import { writeClinicalProject } from "./scenarios/clinical-project";

const database = await createTestDatabase();
afterAll(() => database.drop());
/** For what hangs: the whole scenario takes seconds, and a busy machine some more. */
const LIMIT = 120_000;
const NOW = new Date("2026-03-10T12:00:00Z");

test(
  "the scenario holds a run in every state that a person meets, written by ingest",
  async () => {
    expect(await writeClinicalProject(database.db, database.sql, NOW)).toBe(true);
    const states = await database.sql<{ state: string; runs: number }[]>`
    select state, count(*)::int as runs from run group by state order by state`;
    expect(Object.fromEntries(states.map(({ state, runs }) => [state, runs]))).toMatchObject({
      cancelled: 6,
      failed: 3,
      lost: 1,
      queued: 1,
      running: 2,
      waiting: 1,
    });
    const [points] =
      await database.sql`select points::int from series where run_id = 'seed-sft' and key = 'train/loss'`;
    expect(points?.points).toBe(200);
  },
  LIMIT,
);

test("scores follow from the texts: an exact copy of the reference scores one", async () => {
  const rows = await database.sql<{ text: string; reference: string; rouge: number }[]>`
    select g.text, e.reference, (v.values ->> 'text.rouge_l@1')::float8 as rouge
    from evaluation_example v join evaluation s on s.id = v.evaluation_id
    join generation g on g.run_id = s.generations_run_id and g.example_id = v.example_id
    join example e on e.id = v.example_id`;
  expect(rows.length).toBe(60);
  for (const row of rows) expect(row.rouge === 1).toBe(row.text === row.reference);
});

test("pairs are drafted, trained on with records of each, and a study waits for its readers", async () => {
  const [counted] = await database.sql`
    select (select count(*)::int from pair_draft where excluded_reason is null) as kept,
      (select count(*)::int from pair_change) as changes,
      (select count(distinct (run_id, split, step))::int from pair_records) as looks`;
  expect(counted).toMatchObject({ changes: 2, looks: 30 });
  expect(counted?.kept).toBeGreaterThan(5);
  const people = await database.sql`select key from study_node where state = 'people'`;
  expect(people.map(({ key }) => key)).toEqual(["read-1"]);
});

test("a second seeding changes nothing", async () => {
  expect(await writeClinicalProject(database.db, database.sql, NOW)).toBe(false);
});

test("a database of another machine is refused", () => {
  expect(() => refuseRemote("postgres://assay@db.hospital.example/assay")).toThrow("another machine");
  refuseRemote("postgres://postgres@127.0.0.1:5432/assay");
  refuseRemote("postgres:///assay?host=/var/run/assay");
});
