import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Draw } from "@/domain/campaigns/draw";
import type { ChangeRecord } from "./change-record";

/** What the reader sees of her own keys. */
export type KeyCount = { keys: number };

const MOST_KEYS = 14;
const PATIENCE_MILLISECONDS = 3_000;
const POLL_MILLISECONDS = 5;

/**
 * Returns at a random moment: half of them 0 to 400 ms after some key; the others right after a change was made, or
 * was sent, as these phases last for milliseconds.
 */
export async function awaitMoment(draw: Draw, record: ChangeRecord, count: KeyCount): Promise<void> {
  const wanted = count.keys + 1 + draw(MOST_KEYS);
  while (count.keys < wanted) await sleep(POLL_MILLISECONDS);
  const aim = draw(4);
  if (aim <= 1) return sleep(draw(401));
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MILLISECONDS);
  try {
    await once(record, aim === 2 ? "made" : "sent", { signal: patience.signal });
    // One that stood still would never be early enough.
    const delay = draw(aim === 2 ? 12 : 30);
    if (delay > 0) await sleep(delay);
  } catch (error) {
    if (!patience.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
  }
}
