import type { Database } from "@/db/database";
import type { RunState } from "@/domain/runs/run-rules";
import { CHANGE_CHANNEL } from "../live/change";
import { encodeChange } from "../live/publish-change";
import { appendKnown, type GrownChunk } from "../series/append-known";
import { readEarlier } from "../series/earlier-chunks";
import { growSeries, type IncomingSeries, latestOf, piecesToGrow, type SeriesState } from "../series/grow-series";
import type { IngestServices, IngestSettings } from "./batch";
import { collectPoints } from "./collect-points";
import { headlineOf } from "./headline-keys";
import { type KnownAttempt, knownAttempts } from "./known-attempts";
import { goesBack, isAhead } from "./notice-odd-points";
import type { PointEvent } from "./read-events";
import type { AttemptKey, Stored } from "./store-events";

async function grow(
  db: Database,
  key: AttemptKey,
  known: KnownAttempt,
  incoming: ReadonlyMap<string, IncomingSeries>,
  now: Date,
) {
  const states: { state: SeriesState; added: IncomingSeries }[] = [];
  for (const [name, added] of incoming) {
    const state = known.series.get(name);
    if (!state) return null;
    states.push({ state, added });
  }
  const wanted = states.flatMap(({ state, added }) =>
    piecesToGrow(state, added).map((piece) => ({ ...piece, seriesId: state.id })),
  );
  const earlier = await readEarlier(db, wanted);
  const grown: SeriesState[] = [];
  const chunks: GrownChunk[] = [];
  for (const { state, added } of states) {
    const made = growSeries(key, state.key, state, added, earlier.get(state.id));
    // What is odd is told in the log, and that is not for one statement.
    if (goesBack({ before: state, after: { ...made.grown, id: state.id } })) return null;
    if (isAhead(made.grown.lastTime, now) && !isAhead(state.lastTime, now)) return null;
    grown.push({ ...made.grown, id: state.id });
    for (const chunk of made.chunks) chunks.push({ ...chunk, seriesId: state.id });
  }
  return { grown, chunks };
}

/**
 * Stores a batch of nothing but points of known series in one statement, which writes only if nobody else wrote to the
 * attempt since. Null where that does not hold: `storeEvents` then does it by the rows themselves.
 */
export async function storeKnownPoints(
  { db, sql, now }: IngestServices,
  settings: IngestSettings,
  key: AttemptKey,
  events: readonly PointEvent[],
): Promise<Stored | null> {
  const attempts = knownAttempts(db);
  const known = attempts.get(key);
  const [first] = events;
  const next = known && events.filter((event) => event.sequence > known.sequence);
  if (!sql || !known || !first || !next || next.length === 0) return null;
  if (next.some((event, index) => event.sequence !== known.sequence + index + 1)) return null;
  const at = now();
  const made = await grow(db, key, known, collectPoints(next), at);
  if (!made) return null;
  const acknowledged = known.sequence + next.length;
  const latest = latestOf(made.grown);
  const headline = headlineOf(known.stage, known.headline, latest);
  const change = encodeChange({ projectId: key.projectId, runId: key.runId, kind: "series", values: latest });
  const lease = new Date(at.getTime() + settings.leaseSeconds * 1_000);
  attempts.take(key);
  const [row] = await sql<{ state: RunState | null }[]>`
    with locked as materialized (
      select id, state from run
      where id = ${key.runId} and project_id = ${key.projectId} and attempt = ${key.attempt}
        and state in ('running', 'cancelling')
      for no key update
    ), batch as materialized (
      update run_attempt set sequence = ${acknowledged}, last_beat_at = ${at.toISOString()}::timestamptz,
        lease_until = greatest(lease_until, ${lease.toISOString()}::timestamptz)
      from locked
      where run_attempt.run_id = locked.id and run_attempt.attempt = ${key.attempt}
        and run_attempt.sequence = ${known.sequence} and run_attempt.ended_at is null
        and run_attempt.token_hash = coalesce(${key.tokenHash ?? null}::text, run_attempt.token_hash)
      returning locked.state
    ), shown as (
      update run set headline = headline || ${JSON.stringify(headline)}::text::jsonb
      from batch where run.id = ${key.runId} and ${JSON.stringify(headline)}::text <> '{}'
    ), ${appendKnown(sql, key.projectId, made.grown, made.chunks)}
    select batch.state, pg_notify(${CHANGE_CHANNEL}, ${change}) from batch`;
  if (!row?.state) return null;
  for (const state of made.grown) known.series.set(state.key, state);
  attempts.put(key, { ...known, sequence: acknowledged, headline: { ...known.headline, ...headline } });
  return { acknowledged, cancel: row.state === "cancelling", superseded: false, stored: next.length };
}
