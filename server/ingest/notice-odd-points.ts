import { and, count, eq } from "drizzle-orm";
import { series } from "@/db/schema/series";
import { hasWarning } from "../logs/has-warning";
import type { Appended } from "../series/append-points";
import { type Batch, warn } from "./batch";

/** Clocks of machines differ; an hour is no difference but a fault. */
const AHEAD_SECONDS = 3_600;
/** Beyond this, mostly a step or an id stands in a name; told again at every multiple. */
const KEYS_TO_TELL = 10_000;
const KEY_MAX_CHARACTERS = 80;

const shown = (key: string) => (key.length > KEY_MAX_CHARACTERS ? `${key.slice(0, KEY_MAX_CHARACTERS)}…` : key);
const andMore = (others: number) => (others > 0 ? ` and ${others.toLocaleString("en")} more` : "");

export function goesBack({ before, after }: Appended): boolean {
  return (before?.ordered ?? true) && !after.ordered;
}

export function isAhead(seconds: number, now: Date): boolean {
  return seconds > now.getTime() / 1_000 + AHEAD_SECONDS;
}

function tellStepsGoingBack(batch: Batch, appended: readonly Appended[]): void {
  const turned = appended.filter(goesBack);
  const [first] = turned;
  if (!first) return;
  warn(
    batch,
    `Steps of "${shown(first.after.key)}"${andMore(turned.length - 1)} went back. All points are kept, and charts draw them by step.`,
  );
}

export function newestTime(appended: readonly { after: { lastTime: number } }[]): number {
  return appended.reduce((newest, { after }) => Math.max(newest, after.lastTime), Number.NEGATIVE_INFINITY);
}

async function tellClock(batch: Batch, appended: readonly Appended[]): Promise<void> {
  const newest = newestTime(appended);
  const known = appended.some(({ before }) => before && isAhead(before.lastTime, batch.now));
  if (known || !isAhead(newest, batch.now)) return;
  const text =
    "Times of points lie in the future: the clock of the program's machine is wrong. They are kept as they came.";
  const { tx, run, attempt } = batch;
  if (!(await hasWarning(tx, { runId: run.id, attempt: attempt.attempt, text }))) warn(batch, text);
}

/** `known`: how many the attempt had before, where that is known. Returns how many it has now. */
async function tellNumberOfKeys(batch: Batch, appended: readonly Appended[], known: number | null): Promise<number> {
  const fresh = appended.filter(({ before }) => !before).length;
  if (known !== null && fresh === 0) return known;
  const { tx, run, attempt } = batch;
  const of = and(eq(series.runId, run.id), eq(series.attempt, attempt.attempt));
  const before = known ?? ((await tx.select({ keys: count() }).from(series).where(of))[0]?.keys ?? fresh) - fresh;
  const now = before + fresh;
  if (Math.floor(now / KEYS_TO_TELL) > Math.floor(before / KEYS_TO_TELL)) {
    const example = appended.findLast((each) => !each.before)?.after.key ?? "";
    warn(
      batch,
      `This run has ${now.toLocaleString("en")} metrics, the newest "${shown(example)}". Does a step or an id stand in their names? All are kept.`,
    );
  }
  return now;
}

/** Says in the run's log what is odd about points that were stored. Returns how many metrics the attempt has. */
export async function noticeOddPoints(batch: Batch, appended: readonly Appended[], knownKeys: number | null) {
  tellStepsGoingBack(batch, appended);
  await tellClock(batch, appended);
  return tellNumberOfKeys(batch, appended, knownKeys);
}
