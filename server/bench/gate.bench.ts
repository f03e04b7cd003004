import { monitorEventLoopDelay } from "node:perf_hooks";
import { project } from "@/db/schema/people";
import { addReviewedCampaign } from "@/db/testing/reviewed-campaign";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { readCampaignResult } from "../gates/read-campaign-result";
import { type BenchRow, quantile, timed } from "./bench-row";

const CASES = 7_700;
const READ_TWICE = 2_300;
const TURNS = 5;
const TARGET_MILLISECONDS = 1_000;
const LONGEST_PAUSE_MILLISECONDS = 100;
const projectId = "p";

const NOTE =
  "The patient reports a cough for two weeks. No fever. Takes salbutamol as needed. Lungs are clear. Review in a week. ";

/** A closed round of 10,000 assessments by three people; every twelfth note has an error that most of them see. */
async function addRound({ db, sql }: TestDatabase, id: string, unit: "note" | "sentence"): Promise<void> {
  const readers = ["a", "b", "c"].map((reader) => ({ id: reader }));
  const round = { id, projectId, readers, cases: [], say: () => null, protocol: { unit } };
  await addReviewedCampaign(db, round);
  await sql`
    insert into review_text (project_id, digest, text)
    select ${projectId}, ${id} || '-note-' || n, ${NOTE.repeat(4)} || n from generate_series(1, ${CASES}) n`;
  await sql`
    insert into review_text (project_id, digest, text) values (${projectId}, ${`${id}-source`}, 'Doctor: How are you?')`;
  await sql`
    insert into campaign_case (id, project_id, campaign_id, position, kind, item, group_key, note_digest, source_digest,
      section, weight, readings, sentences)
    select ${id} || '-case-' || n, ${projectId}, ${id}, n, 'sample', 'item ' || n, 'patient ' || n % 3000,
      ${id} || '-note-' || n, ${`${id}-source`}, (array['PLAN', 'ALLERGY', 'HISTORY'])[1 + n % 3], 1,
      case when n <= ${READ_TWICE} then 2 else 1 end, 21
    from generate_series(1, ${CASES}) n`;
  await sql`
    insert into assignment (id, project_id, campaign_id, case_id, reviewer_id, position, state)
    select ${id} || '-turn-' || n || '-' || r, ${projectId}, ${id}, ${id} || '-case-' || n,
      ${id} || '-' || (array['a', 'b', 'c'])[1 + (n + r) % 3], n, 'submitted'
    from generate_series(1, ${CASES}) n, generate_series(0, 1) r where r = 0 or n <= ${READ_TWICE}`;
  await sql`
    insert into assessment (id, project_id, campaign_id, case_id, assignment_id, reviewer_id, version, verdict, marks,
      unsure, comment, seconds, hints_shown, note_digest)
    select a.id || '-said', ${projectId}, ${id}, a.case_id, a.id, a.reviewer_id, 1,
      case when wrong then 'marked' else 'clean' end,
      case when wrong then jsonb_build_array(jsonb_build_object('id', 'mark-' || a.id, 'kind', 'error',
        'span', jsonb_build_object('start', 44 * (a.position % 4), 'end', 44 * (a.position % 4) + 30),
        'type', (array['fabricated', 'contradiction', 'unsupported_detail'])[1 + a.position % 3],
        'severity', (array['minor', 'major'])[1 + a.position % 2], 'evidence', 'none', 'comment', ''))
      else '[]'::jsonb end,
      false, '', 30 + a.position % 40, false, c.note_digest
    from assignment a join campaign_case c on c.id = a.case_id,
      lateral (select a.position % 12 = 0 and (a.position % 5 > 0 or a.id like '%-0') as wrong) w
    where a.campaign_id = ${id}`;
  // As autovacuum leaves a round within a minute.
  await sql`vacuum analyze`;
}

/** Read from the database and computed anew each time, with every interval, while the process answers others. */
async function measure(database: TestDatabase, unit: "note" | "sentence"): Promise<BenchRow[]> {
  const id = `round-${unit}`;
  await addRound(database, id, unit);
  let turn = 0;
  const read = async () => {
    turn += 1;
    // What a result rests on must differ, or the one that was kept is answered.
    await database.sql`
      insert into campaign_state_change (id, project_id, campaign_id, action, to_state, changed_at)
      values (${`${id}-${turn}`}, ${projectId}, ${id}, 'extend', 'closed', now())`;
    const { result } = await readCampaignResult(database, { projectId, campaignId: id });
    if (result?.counts.readings !== CASES + READ_TWICE) throw new Error("The round is not whole.");
  };
  await read();
  const pauses = monitorEventLoopDelay({ resolution: 5 });
  pauses.enable();
  const computed = quantile(await timed(TURNS, read), 0.95);
  pauses.disable();
  const kept = quantile(await timed(20, () => readCampaignResult(database, { projectId, campaignId: id })), 0.95);
  const name = `10,000 assessments, 2,000 resamples, by ${unit}`;
  const row = (what: string, value: number, atMost: number): BenchRow => {
    return { name: `${name}: ${what}`, value, unit: "ms", baseline: null, ratio: null, target: { atMost } };
  };
  return [
    row("agreement and gate, p95", computed, TARGET_MILLISECONDS),
    row("longest the process answered nobody", pauses.max / 1e6, LONGEST_PAUSE_MILLISECONDS),
    row("asked again, p95", kept, 150),
  ];
}

export async function benchGate(): Promise<BenchRow[]> {
  const database = await createTestDatabase();
  try {
    await database.db.insert(project).values({ id: projectId, slug: "notes", name: "Notes" });
    return [...(await measure(database, "note")), ...(await measure(database, "sentence"))];
  } finally {
    await database.drop();
  }
}
