import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { project } from "@/db/schema/people";
import { addReviewedCampaign } from "@/db/testing/reviewed-campaign";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { buildPairSet } from "../pairs/build-pair-set";
import type { BenchRow } from "./bench-row";

const NOTES = 100_000;
const TARGET_SECONDS = 60;
const projectId = "p";
const id = "round";
const SENTENCE = "The patient reports less pain and takes ibuprofen 400 mg twice a day. ";
const TURN = "Doctor: How is the pain?\nPatient: Better since tuesday.\n";

/** A closed round over two generations each of 50,000 notes; one of the two is wrong in two notes of three. */
async function addRound({ db, sql }: TestDatabase): Promise<void> {
  await addReviewedCampaign(db, { id, projectId, readers: [{ id: "a" }], cases: [], say: () => null });
  await sql`
    insert into review_text (project_id, digest, text)
    select ${projectId}, 'note-' || n, repeat(${SENTENCE}, 12 + n % 5) || n from generate_series(0, ${NOTES - 1}) n
    union all
    select ${projectId}, 'source-' || n, repeat(${TURN}, 30) || n from generate_series(0, ${NOTES / 2 - 1}) n`;
  await sql`
    insert into campaign_case (id, project_id, campaign_id, position, kind, item, group_key, note_digest, source_digest,
      weight, readings, sentences, arm)
    select 'case-' || n, ${projectId}, ${id}, n, 'sample', 'item ' || n / 2, 'patient ' || n / 10, 'note-' || n,
      'source-' || n / 2, 1, 1, 12, (array['base', 'tuned'])[1 + n % 2] from generate_series(0, ${NOTES - 1}) n`;
  await sql`
    insert into assignment (id, project_id, campaign_id, case_id, reviewer_id, position, state)
    select 'turn-' || n, ${projectId}, ${id}, 'case-' || n, ${`${id}-a`}, n, 'submitted'
    from generate_series(0, ${NOTES - 1}) n`;
  await sql`
    insert into assessment (id, project_id, campaign_id, case_id, assignment_id, reviewer_id, version, verdict, marks,
      unsure, comment, seconds, hints_shown, note_digest)
    select 'said-' || n, ${projectId}, ${id}, 'case-' || n, 'turn-' || n, ${`${id}-a`}, 1,
      case when wrong then 'marked' else 'clean' end,
      case when wrong then jsonb_build_array(jsonb_build_object('id', 'mark-' || n, 'kind', 'error', 'span',
        jsonb_build_object('start', 0, 'end', 12), 'type', 'fabricated', 'severity', 'minor', 'evidence', 'none',
        'comment', '')) else '[]'::jsonb end, false, '', 30, false, 'note-' || n
    from generate_series(0, ${NOTES - 1}) n, lateral (select n % 2 = 0 and n / 2 % 3 > 0 as wrong) w`;
  await sql`vacuum analyze`;
}

/** From labels to a draft that can be looked through, with everything stored. */
export async function benchPairs(): Promise<BenchRow[]> {
  const database = await createTestDatabase();
  const home = await mkdtemp(join(tmpdir(), "assay-bench-pairs-"));
  try {
    await database.db.insert(project).values({ id: projectId, slug: "notes", name: "Notes" });
    await addRound(database);
    const scope = { projectId, name: "bench", actor: { id: null, name: "bench", by: "terminal" as const } };
    const services = { ...database, home, now: () => new Date() };
    const began = performance.now();
    const { pairs } = await buildPairSet(services, scope, { origins: ["generations"], campaigns: [id] });
    const seconds = (performance.now() - began) / 1_000;
    if (pairs < NOTES / 4) throw new Error("Pairs are missing.");
    const name = `${pairs} pairs of 100,000 generations, from labels to drafts`;
    return [{ name, value: seconds, unit: "s", baseline: null, ratio: null, target: { atMost: TARGET_SECONDS } }];
  } finally {
    await database.drop();
    await rm(home, { recursive: true, force: true });
  }
}
