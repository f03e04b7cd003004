import type { Sql } from "@/db/database";
import {
  BLOCK_POINTS,
  decodePoints,
  decodeSummaries,
  encodeSummaries,
  joinPoints,
  packPoints,
  packSummaries,
} from "./chunk-layout";
import type { UnpackedSeries } from "./find-unpacked";
import { countNonFinite, extentOfPoints } from "./summarise";

/** One round trip's worth of chunks: about 3 MB as they lie. */
const BLOCKS_A_TURN = 32;
/** Far zooms read these levels of many series at once; they are a hundredth of all numbers, so they stay quick to read. */
const FIRST_LIGHT_LEVEL = 3;

type Stored = {
  level: number;
  firstIndex: number;
  points: number;
  stepMin: number;
  stepMax: number;
  timeMin: number;
  timeMax: number;
  nonFinite: number;
  packed: boolean;
  bytes: Uint8Array;
};

/** Fresh chunks of up to so many blocks, with what is packed already of the blocks that they lie in. */
async function readTurn(sql: Sql, { projectId, seriesId, ended, wholePoints }: UnpackedSeries): Promise<Stored[]> {
  return sql<Stored[]>`
    with fresh as (
      select distinct level, case when level = 0 then first_index / ${BLOCK_POINTS}::int * ${BLOCK_POINTS}::int else first_index end as first
      from series_chunk_fresh
      where project_id = ${projectId} and series_id = ${seriesId}
        and (${ended} or level > 0 or first_index < ${wholePoints}::bigint)
      order by level, first
      limit ${BLOCKS_A_TURN}
    )
    select c.level, c.first_index::float8 as "firstIndex", c.points, c.step_min as "stepMin", c.step_max as "stepMax",
      c.time_min as "timeMin", c.time_max as "timeMax", c.non_finite as "nonFinite", c.packed, c.bytes
    from fresh
    join series_chunk c on c.series_id = ${seriesId} and c.level = fresh.level and c.first_index >= fresh.first
      and c.first_index < fresh.first + case when fresh.level = 0 then ${BLOCK_POINTS}::int else 1 end
    order by c.level, c.first_index`;
}

async function packBlock(chunks: readonly Stored[]): Promise<Stored> {
  const [first] = chunks;
  if (!first) throw new Error("A block to pack holds nothing.");
  const whole = chunks.reduce((sum, chunk) => sum + chunk.points, 0);
  const last = chunks.at(-1) ?? first;
  if (last.firstIndex + last.points - first.firstIndex !== whole) throw new Error("A block to pack has a hole.");
  const points = joinPoints(chunks.map((chunk) => decodePoints(chunk.bytes)));
  const extent = extentOfPoints(points);
  const { firstIndex } = first;
  const bytes = await packPoints(points);
  return {
    ...extent,
    level: 0,
    firstIndex,
    points: points.steps.length,
    nonFinite: countNonFinite(extent),
    packed: true,
    bytes,
  };
}

async function packSummaryChunk(chunk: Stored): Promise<Stored> {
  const summaries = decodeSummaries(chunk.bytes);
  const bytes =
    chunk.level < FIRST_LIGHT_LEVEL
      ? await packSummaries(summaries, chunk.nonFinite)
      : encodeSummaries(summaries, chunk.nonFinite);
  return { ...chunk, packed: true, bytes };
}

/** Blocks of points, each with all that is stored of it. */
function byBlock(chunks: readonly Stored[]): Stored[][] {
  const blocks = new Map<number, Stored[]>();
  for (const chunk of chunks) {
    if (chunk.level > 0) continue;
    const block = Math.floor(chunk.firstIndex / BLOCK_POINTS);
    blocks.set(block, [...(blocks.get(block) ?? []), chunk]);
  }
  return [...blocks.values()];
}

/** All of it or nothing; false where somebody else replaced some of them first. */
async function replaceChunks(sql: Sql, of: UnpackedSeries, before: readonly Stored[], after: readonly Stored[]) {
  const { projectId, seriesId } = of;
  return sql.begin(async (tx) => {
    const gone = await tx`
      delete from series_chunk c
      using unnest(
        ${before.map((chunk) => chunk.level)}::int[], ${before.map((chunk) => chunk.firstIndex)}::bigint[],
        ${before.map((chunk) => (chunk.packed ? 1 : 0))}::int[]
      ) as known (level, first_index, packed)
      where c.project_id = ${projectId} and c.series_id = ${seriesId} and c.level = known.level
        and c.first_index = known.first_index and c.packed = (known.packed = 1)`;
    // Nothing has been written yet: the others' chunks stay, and this transaction ends empty-handed.
    if (gone.count !== before.length) throw new ReplacedByOthers();
    const rows = after.map((chunk) => ({
      project_id: projectId,
      series_id: seriesId,
      level: chunk.level,
      first_index: chunk.firstIndex,
      points: chunk.points,
      step_min: chunk.stepMin,
      step_max: chunk.stepMax,
      time_min: chunk.timeMin,
      time_max: chunk.timeMax,
      non_finite: chunk.nonFinite,
      packed: chunk.packed,
      bytes: chunk.bytes,
    }));
    await tx`insert into series_chunk ${tx(rows)}`;
  });
}

class ReplacedByOthers extends Error {}

/**
 * Packs some of the chunks of a series, without a lock while it works: what was read is replaced in one transaction, or
 * stays. Returns how many chunks were replaced; 0 where there was nothing, or others were first.
 */
export async function packSeries(sql: Sql, of: UnpackedSeries): Promise<number> {
  const before = await readTurn(sql, of);
  if (before.length === 0) return 0;
  const after: Stored[] = [];
  for (const block of byBlock(before)) after.push(await packBlock(block));
  for (const chunk of before) if (chunk.level > 0) after.push(await packSummaryChunk(chunk));
  try {
    await replaceChunks(sql, of, before, after);
  } catch (error) {
    if (error instanceof ReplacedByOthers) return 0;
    throw error;
  }
  return before.length;
}
