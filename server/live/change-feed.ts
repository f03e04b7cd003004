import { randomBytes } from "node:crypto";
import type { Sql } from "@/db/database";
import { CHANGE_CHANNEL, type Change, changeSchema } from "./change";

/** `listening` comes once the stream stands, first and after every reconnect: what was read before may be stale. */
export type FeedEvent = { type: "listening" } | { type: "change"; change: Change };
export type FeedListener = (event: FeedEvent) => void;
export type ChangeFeed = { subscribe: (listener: FeedListener) => () => void; close: () => Promise<void> };

const PROBE_MILLISECONDS = 3_000;
const PROBE_ANSWER_MILLISECONDS = 2_000;

/**
 * Hears all changes over one connection of its own. postgres.js listens anew after a cut, but only tries once;
 * so the feed notifies itself now and then, and starts over when it does not hear that.
 */
export function openChangeFeed(sql: Sql, probeMilliseconds = PROBE_MILLISECONDS): ChangeFeed {
  const listeners = new Set<FeedListener>();
  const probeChannel = `assay_probe_${randomBytes(8).toString("hex")}`;
  const held: { unlisten: () => Promise<void> }[] = [];
  let standing = false;
  let closed = false;
  let heardProbe = false;
  let starts = 0;
  let timer: NodeJS.Timeout | undefined;

  function tell(event: FeedEvent) {
    for (const listener of listeners) listener(event);
  }

  function hear(payload: string) {
    const parsed = changeSchema.safeParse(JSON.parse(payload));
    if (parsed.success) tell({ type: "change", change: parsed.data });
  }

  function noteProbe() {
    heardProbe = true;
  }

  function nowListening() {
    standing = true;
    tell({ type: "listening" });
  }

  /** postgres.js may have listened anew on its own meanwhile: only the newest start is heard. */
  async function start() {
    starts += 1;
    const mine = starts;
    const ifNewest = (then: (payload: string) => void) => (payload: string) => {
      if (mine === starts) then(payload);
    };
    for (const { unlisten } of held.splice(0)) await unlisten();
    held.push(await sql.listen(probeChannel, ifNewest(noteProbe)));
    held.push(await sql.listen(CHANGE_CHANNEL, ifNewest(hear), () => ifNewest(nowListening)("")));
  }

  async function probe(): Promise<boolean> {
    heardProbe = false;
    await sql.notify(probeChannel, "");
    for (let waited = 0; waited < PROBE_ANSWER_MILLISECONDS && !heardProbe; waited += 50) await pause(50);
    return heardProbe;
  }

  async function keepListening() {
    while (!closed) {
      try {
        if (!standing || !(await probe())) {
          standing = false;
          await start();
        }
      } catch (error) {
        // Errors of Postgres and of the socket carry a code; the server is away, and the next round tries again.
        if (!(error instanceof Error && "code" in error)) throw error;
        standing = false;
      }
      await pause(standing ? probeMilliseconds : Math.min(500, probeMilliseconds));
    }
  }

  function pause(milliseconds: number) {
    return new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
      timer.unref();
    });
  }

  void keepListening();
  return {
    subscribe(listener) {
      listeners.add(listener);
      if (standing) listener({ type: "listening" });
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
      for (const { unlisten } of held.splice(0)) await unlisten();
    },
  };
}

const shared = globalThis as typeof globalThis & { assayFeeds?: WeakMap<Sql, ChangeFeed> };

/** One feed a process and database; kept on globalThis because a reload of the module must not open another. */
export function changeFeed(sql: Sql): ChangeFeed {
  shared.assayFeeds ??= new WeakMap();
  const open = shared.assayFeeds.get(sql) ?? openChangeFeed(sql);
  shared.assayFeeds.set(sql, open);
  return open;
}
