import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "@/db/database";
import { describeFailure } from "../describe-failure";
import { findUnpackedLogs, packLog } from "../logs/pack-log";
import { findUnpacked } from "../series/find-unpacked";
import { packSeries } from "../series/pack-series";

const A_LOOK = 50;

export type CompactorSettings = {
  /** Between two looks over all series while there is nothing to do. */
  pauseSeconds: number;
  /** Rests this many times as long as it worked, so that it takes a part of one core at most. */
  rest: number;
};

/** Packs full chunks and blocks of lines, and all of what ended, for as long as it runs. Several may; each replaces what it read or nothing. */
export class Compactor {
  readonly #sql: Sql;
  readonly #settings: CompactorSettings;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(sql: Sql, settings: CompactorSettings = { pauseSeconds: 15, rest: 1 }) {
    this.#sql = sql;
    this.#settings = settings;
  }

  start(): void {
    this.#running = this.#keepPacking();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** One pass over all series and logs. Returns how many chunks and lines it replaced. */
  async packAll(): Promise<number> {
    return (await this.#packAllSeries()) + (await this.#packAllLogs());
  }

  async #packAllLogs(): Promise<number> {
    let replaced = 0;
    for (let after = ""; !this.#stopping.signal.aborted; ) {
      const found = await findUnpackedLogs(this.#sql, after, A_LOOK);
      for (const log of found) {
        let { first } = log;
        replaced += await this.#packOne(`the log of ${log.runId}`, async () => {
          const lines = await packLog(this.#sql, { ...log, first });
          first += lines;
          return lines;
        });
      }
      const last = found.at(-1);
      if (!last || found.length < A_LOOK) break;
      after = last.runId;
    }
    return replaced;
  }

  async #packAllSeries(): Promise<number> {
    let replaced = 0;
    for (let after = 0; !this.#stopping.signal.aborted; ) {
      const found = await findUnpacked(this.#sql, after, A_LOOK);
      for (const series of found) {
        replaced += await this.#packOne(`series ${series.seriesId}`, () => packSeries(this.#sql, series));
      }
      const last = found.at(-1);
      if (!last || found.length < A_LOOK) return replaced;
      after = last.seriesId;
    }
    return replaced;
  }

  async #packOne(what: string, packSome: () => Promise<number>): Promise<number> {
    let replaced = 0;
    try {
      for (let more = 1; more > 0 && !this.#stopping.signal.aborted; replaced += more) {
        const began = performance.now();
        more = await packSome();
        await this.#rest(((performance.now() - began) / 1_000) * this.#settings.rest);
      }
    } catch (error) {
      // What cannot be packed stays as it is, and in nobody's way.
      if (!(error instanceof Error)) throw error;
      console.error(`Compaction of ${what}: ${describeFailure(error)}`);
    }
    return replaced;
  }

  async #rest(seconds: number): Promise<void> {
    const { signal } = this.#stopping;
    // An abort is the way it wakes up early.
    await sleep(seconds * 1_000, undefined, { signal }).catch(() => {});
  }

  async #keepPacking(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.packAll();
      } catch (error) {
        // The database is away or a query failed; what was not packed stays as it was.
        if (!(error instanceof Error)) throw error;
        console.error(`Compaction: ${describeFailure(error)}`);
      }
      await this.#rest(this.#settings.pauseSeconds);
    }
  }
}
