import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "@/db/database";
import { describeFailure } from "../describe-failure";
import { findUnpacked, type UnpackedSeries } from "./find-unpacked";
import { packSeries } from "./pack-series";

const SERIES_A_LOOK = 50;

export type CompactorSettings = {
  /** Between two looks over all series while there is nothing to do. */
  pauseSeconds: number;
  /** Rests this many times as long as it worked, so that it takes a part of one core at most. */
  rest: number;
};

/** Packs full chunks, and all of ended attempts, for as long as it runs. Several may; each replaces what it read or nothing. */
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

  /** One pass over all series. Returns how many chunks it replaced. */
  async packAll(): Promise<number> {
    let replaced = 0;
    for (let after = 0; !this.#stopping.signal.aborted; ) {
      const found = await findUnpacked(this.#sql, after, SERIES_A_LOOK);
      for (const series of found) replaced += await this.#packOne(series);
      const last = found.at(-1);
      if (!last || found.length < SERIES_A_LOOK) return replaced;
      after = last.seriesId;
    }
    return replaced;
  }

  async #packOne(series: UnpackedSeries): Promise<number> {
    let replaced = 0;
    try {
      for (let more = 1; more > 0 && !this.#stopping.signal.aborted; replaced += more) {
        const began = performance.now();
        more = await packSeries(this.#sql, series);
        await this.#rest(((performance.now() - began) / 1_000) * this.#settings.rest);
      }
    } catch (error) {
      // One series that cannot be packed stays as it is, and in nobody's way.
      if (!(error instanceof Error)) throw error;
      console.error(`Compaction of series ${series.seriesId}: ${describeFailure(error)}`);
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
