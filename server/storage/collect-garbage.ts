import type { Sql } from "@/db/database";
import { findGarbage, GARBAGE_KINDS, type Garbage, type GarbageKind } from "./find-garbage";
import { removeGarbage } from "./remove-garbage";

/** Held by whoever reads the object store as a whole, so that nothing is taken from under a backup. */
const STORE_LOCK = 7_291_002;

export type GarbageSummary = {
  removed: boolean;
  bytes: number;
  kinds: { kind: GarbageKind; title: string; count: number; bytes: number }[];
};

/** Runs `work` while nobody else does the like; refuses instead of waiting. */
export async function withStore<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  const reserved = await sql.reserve();
  try {
    const [got] = await reserved`select pg_try_advisory_lock(${STORE_LOCK}) as locked`;
    if (!got?.locked) throw new Error("A backup or a collection of garbage is going on. Try again when it is done.");
    try {
      return await work();
    } finally {
      await reserved`select pg_advisory_unlock(${STORE_LOCK})`;
    }
  } finally {
    reserved.release();
  }
}

/** Removes what nobody misses, or with `dryRun` only says what it is. */
export async function collectGarbage(
  sql: Sql,
  { home, now, dryRun }: { home: string; now: Date; dryRun: boolean },
): Promise<GarbageSummary> {
  const garbage = await findGarbage(sql, home, now);
  const found: Garbage[] = dryRun ? garbage : [];
  if (!dryRun) for (const each of garbage) if (await removeGarbage(sql, each)) found.push(each);
  const kinds = (Object.keys(GARBAGE_KINDS) as GarbageKind[]).map((kind) => {
    const of = found.filter((each) => each.kind === kind);
    return { kind, title: GARBAGE_KINDS[kind], count: of.length, bytes: of.reduce((sum, { bytes }) => sum + bytes, 0) };
  });
  return { removed: !dryRun, bytes: kinds.reduce((sum, { bytes }) => sum + bytes, 0), kinds };
}
