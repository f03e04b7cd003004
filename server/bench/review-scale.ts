import type { Sql } from "@/db/database";
import { addPerson } from "@/db/testing/evaluated-project";
import { addReviewRound, digestOf } from "@/db/testing/review-round";
import type { TestDatabase } from "@/db/testing/test-database";
import { createApiToken } from "../auth/api-tokens";

export const CASES = 100_000;
export const READERS = 20;
const TEXTS = 2_000;
const OVERLAP = 0.3;

const TURN = "Doctor: How is the pain?\nPatient: Better since tuesday, I take ibuprofen twice a day.\n";
const SENTENCE = "The patient reports less pain and takes ibuprofen 400 mg b.i.d. ";

/** As long as real ones: notes of some 1,500 characters, dialogues of some 5,000. */
async function addTexts(sql: Sql): Promise<void> {
  const rows = Array.from({ length: TEXTS }, (_, at) => [
    `${at}. ${SENTENCE.repeat(23)}`,
    `${TURN.repeat(60)}${at}`,
  ]).flat();
  const texts = rows.map((text) => ({ project_id: "bench", digest: digestOf(text), text }));
  for (let from = 0; from < texts.length; from += 1_000) {
    await sql`insert into review_text ${sql(texts.slice(from, from + 1_000))} on conflict do nothing`;
  }
  await sql`create table bench_text as
    select row_number() over (partition by text like 'Doctor%' order by digest) as at, digest,
      text like 'Doctor%' as is_source from review_text`;
}

async function addCases(sql: Sql, campaign: string): Promise<void> {
  await sql`insert into campaign_case (id, project_id, campaign_id, position, kind, item, group_key, note_digest,
      source_digest, weight, readings, sentences)
    select ${campaign} || substr(md5(n::text), 1, 13), 'bench', ${campaign}, n, 'sample', 'item ' || n, 'group ' || n % 5000,
      t.digest, s.digest, 1, case when n % 10 < ${OVERLAP * 10} then 2 else 1 end, 24
    from generate_series(0, ${CASES - 1}) n
    join bench_text t on not t.is_source and t.at = n % ${TEXTS} + 1
    join bench_text s on s.is_source and s.at = n % ${TEXTS} + 1`;
}

/** Every reader has her share and has read half of it. */
async function addTurns(sql: Sql, campaign: string): Promise<void> {
  await sql`insert into assignment (id, project_id, campaign_id, case_id, reviewer_id, position, state, opened_at, submitted_at)
    select 'a' || substr(md5(c.id || r.id), 1, 13), 'bench', c.campaign_id, c.id, r.id,
      (row_number() over (partition by r.id order by md5(r.id || c.id))) - 1, 'open', null, null
    from campaign_case c
    join generate_series(0, 1) turn on turn < c.readings
    join (select id, row_number() over (order by id) - 1 as at from campaign_reviewer where campaign_id = ${campaign}) r
      on r.at = (c.position + turn * 7) % ${READERS}
    where c.campaign_id = ${campaign}`;
  await sql`update assignment set state = 'submitted', opened_at = now(), submitted_at = now()
    where campaign_id = ${campaign} and position < ${(CASES * (1 + OVERLAP)) / READERS / 2}`;
  await sql`insert into assessment_change (id, project_id, assignment_id, clock, made_at, seconds, hints_shown, body)
    select 'c' || id, project_id, id, 1, now(), 30, false,
      '{"kind": "verdict", "verdict": "clean", "reason": null, "strength": null}'::jsonb
    from assignment where campaign_id = ${campaign} and state = 'submitted'`;
  await sql`insert into assessment (id, project_id, campaign_id, case_id, assignment_id, reviewer_id, version, verdict, marks,
      unsure, comment, seconds, hints_shown, note_digest)
    select 's' || a.id, a.project_id, a.campaign_id, a.case_id, a.id, a.reviewer_id, 1, 'clean', '[]', false, '', 30, false,
      c.note_digest from assignment a join campaign_case c on c.id = a.case_id
    where a.campaign_id = ${campaign} and a.state = 'submitted'`;
}

/** A round of 100,000 cases that 20 people read, and one with as many in a queue; a token for each of them. */
export async function addReviewScale({ db, sql }: TestDatabase) {
  await sql`insert into project (id, slug, name) values ('bench', 'bench', 'bench')`;
  const readers = Array.from({ length: READERS }, (_, at) => `reader-${at}`);
  const tokens: string[] = [];
  for (const userId of readers) {
    await addPerson(db, "bench", userId, "reviewer");
    tokens.push(await createApiToken(db, { userId, name: "bench", scope: "write" }));
  }
  await addTexts(sql);
  const rounds = { balanced: "bench-balanced", queue: "bench-queue" };
  for (const [assignment, id] of Object.entries(rounds)) {
    const how = assignment === "queue" ? ("queue" as const) : ("balanced" as const);
    await addReviewRound(db, { id, projectId: "bench", readers, cases: [], design: { assignment: how } });
    await addCases(sql, id);
  }
  await addTurns(sql, rounds.balanced);
  await sql`analyze`;
  return { tokens, rounds };
}
