import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Sql } from "@/db/database";
import { RUN_RULES, RUN_STATES } from "@/domain/runs/run-rules";
import { expandDigests } from "../backup/copy-objects";
import { findAbandonedUploads } from "../datasets/imports/abandoned-uploads";
import { measureFolder } from "./measure-folder";

const DAY_MILLISECONDS = 24 * 3_600_000;
/** So long the journal of a delivered attempt is kept, for whoever wants to look at it. */
const JOURNAL_DAYS = 7;

export const GARBAGE_KINDS = {
  objects: "objects that no artifact names",
  partial: "files whose writing was cut short",
  inputs: "inputs and scratch space of runs that have ended",
  journals: `journals delivered over ${JOURNAL_DAYS} days ago`,
  models: "laid-out models that no open run uses; they are made again when one does",
  runs: "folders of runs that are gone",
  uploads: "uploads of datasets that were left",
} as const;
export type GarbageKind = keyof typeof GARBAGE_KINDS;
export type Garbage = {
  kind: GarbageKind;
  path: string;
  bytes: number;
  /** Of objects and files cut short: whoever changed it since then needs it. */
  before?: number;
};

type AttemptRow = {
  run_id: string;
  attempt: number;
  settled: boolean;
  shipped_at: Date | null;
  started_at: Date;
  /** Something may still come of it: what this machine's supervisors have not delivered, or a late program. */
  undelivered: boolean;
};

export const SETTLED = RUN_STATES.filter((state) => RUN_RULES[state].settled);

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

export async function changedAt(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );
}

/** An object younger than the oldest journal that is not delivered yet may be named in it. */
async function oldestUndelivered(home: string, attempts: readonly AttemptRow[], now: Date): Promise<number> {
  const offline = join(home, "offline");
  const times = await Promise.all((await namesIn(offline)).map((name) => changedAt(join(offline, name))));
  const open = attempts.filter(({ undelivered }) => undelivered).map(({ started_at }) => started_at.getTime());
  return Math.min(now.getTime() - DAY_MILLISECONDS, ...times.map((time) => time - DAY_MILLISECONDS), ...open);
}

async function findObjects(sql: Sql, home: string, before: number): Promise<Garbage[]> {
  const named = await sql<{ digest: string }[]>`select distinct digest from artifact`;
  const kept = await expandDigests(
    home,
    named.map(({ digest }) => digest),
  );
  const found: Garbage[] = [];
  for (const prefix of await namesIn(join(home, "objects"))) {
    const folder = join(home, "objects", prefix);
    if (prefix.startsWith("incoming-")) {
      if ((await changedAt(folder)) < before)
        found.push({ kind: "partial", path: folder, before, ...(await measureFolder(folder)) });
      continue;
    }
    for (const name of await namesIn(folder)) {
      const path = join(folder, name);
      if (kept.has(name) || (await changedAt(path)) >= before) continue;
      const kind = /^[0-9a-f]{64}$/.test(name) ? "objects" : "partial";
      found.push({ kind, path, before, ...(await measureFolder(path)) });
    }
  }
  return found;
}

async function findInAttempts(home: string, attempts: readonly AttemptRow[], now: Date): Promise<Garbage[]> {
  const found: Garbage[] = [];
  const add = async (kind: GarbageKind, path: string) => {
    const { bytes } = await measureFolder(path);
    if (bytes > 0) found.push({ kind, path, bytes });
  };
  for (const { run_id, attempt, settled, shipped_at } of attempts) {
    if (!settled || shipped_at === null) continue;
    const folder = join(home, "runs", run_id, String(attempt));
    for (const part of ["inputs", "work"]) await add("inputs", join(folder, part));
    if (now.getTime() - shipped_at.getTime() < JOURNAL_DAYS * DAY_MILLISECONDS) continue;
    for (const part of ["journal.frames", "journal.head"]) await add("journals", join(folder, part));
  }
  return found;
}

async function findModels(home: string, anyOpen: boolean): Promise<Garbage[]> {
  if (anyOpen) return [];
  const found: Garbage[] = [];
  for (const name of await namesIn(join(home, "models"))) {
    const path = join(home, "models", name);
    // Its files are links into the object store: what the folder alone holds is little, and linked files free nothing.
    found.push({ kind: "models", path, ...(await measureFolder(path, { linked: false })) });
  }
  return found;
}

async function findGoneRuns(sql: Sql, home: string): Promise<Garbage[]> {
  const names = await namesIn(join(home, "runs"));
  const rows = await sql<{ id: string }[]>`select id from run where id = any(${names})`;
  const known = new Set(rows.map(({ id }) => id));
  const gone = names.filter((name) => !known.has(name));
  return Promise.all(
    gone.map(async (name) => {
      const path = join(home, "runs", name);
      return { kind: "runs" as const, path, ...(await measureFolder(path)) };
    }),
  );
}

async function findUploads(sql: Sql, home: string, now: Date): Promise<Garbage[]> {
  const found = await findAbandonedUploads(sql, home, now);
  return Promise.all(found.map(async (path) => ({ kind: "uploads" as const, path, ...(await measureFolder(path)) })));
}

/** Everything in the data folder that can go without anything being missed. Nothing of an open run is in it. */
export async function findGarbage(sql: Sql, home: string, now: Date): Promise<Garbage[]> {
  const attempts = await sql<AttemptRow[]>`
    select a.run_id, a.attempt, r.state = any(${SETTLED}) as settled, a.shipped_at, a.started_at,
      a.shipped_at is null and (a.host is not null or r.state <> all(${SETTLED})
        or r.ended_at > ${new Date(now.getTime() - JOURNAL_DAYS * DAY_MILLISECONDS)}) as undelivered
    from run_attempt a join run r on r.id = a.run_id`;
  const before = await oldestUndelivered(home, attempts, now);
  return [
    ...(await findObjects(sql, home, before)),
    ...(await findInAttempts(home, attempts, now)),
    ...(await findModels(
      home,
      attempts.some(({ settled }) => !settled),
    )),
    ...(await findGoneRuns(sql, home)),
    ...(await findUploads(sql, home, now)),
  ];
}
