import type { Database } from "@/db/database";
import type { SeriesState } from "../series/grow-series";
import type { AttemptKey } from "./store-events";

/** What this process stored last of an attempt. It is true as long as the attempt's sequence is still the same. */
export type KnownAttempt = {
  sequence: number;
  stage: string;
  headline: Readonly<Record<string, unknown>>;
  /** How many metrics it has in all; null where nobody counted. */
  keys: number | null;
  /** Those of them that were written of late. */
  series: Map<string, SeriesState>;
};

/** A series weighs about 2 kB here, most of it the newest points. */
const SERIES_MOST = 20_000;

/** The attempts that were last written to, by the series they hold; the oldest are forgotten first. */
export class KnownAttempts {
  readonly #attempts = new Map<string, KnownAttempt>();
  #series = 0;

  static #name({ runId, attempt }: AttemptKey): string {
    return `${runId} ${attempt}`;
  }

  get(key: AttemptKey): KnownAttempt | undefined {
    return this.#attempts.get(KnownAttempts.#name(key));
  }

  /** Takes it out: while something is being written, nobody knows what holds. */
  take(key: AttemptKey): KnownAttempt | undefined {
    const name = KnownAttempts.#name(key);
    const known = this.#attempts.get(name);
    this.#series -= known?.series.size ?? 0;
    this.#attempts.delete(name);
    return known;
  }

  put(key: AttemptKey, known: KnownAttempt): void {
    this.take(key);
    this.#attempts.set(KnownAttempts.#name(key), known);
    this.#series += known.series.size;
    for (const [name, { series }] of this.#attempts) {
      if (this.#series <= SERIES_MOST) break;
      this.#series -= series.size;
      this.#attempts.delete(name);
    }
  }
}

const byDatabase = new WeakMap<Database, KnownAttempts>();

export function knownAttempts(db: Database): KnownAttempts {
  const found = byDatabase.get(db) ?? new KnownAttempts();
  byDatabase.set(db, found);
  return found;
}
