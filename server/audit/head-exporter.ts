import type { Database } from "@/db/database";
import { describeFailure } from "../describe-failure";
import { exportHead } from "./export-head";

const HOUR_MILLISECONDS = 3_600_000;

/** Exports the head of the audit chain at its start and every hour in which something was added. */
export class HeadExporter {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly home: string,
  ) {}

  start(): void {
    this.#timer = setInterval(() => void this.#export(), HOUR_MILLISECONDS);
    this.#timer.unref();
    void this.#export();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #export(): Promise<void> {
    try {
      await exportHead(this.db, this.home, new Date());
    } catch (error) {
      // Tried again in an hour; the dispatcher has runs to look after.
      if (!(error instanceof Error)) throw error;
      console.error(`Audit: the head was not exported: ${describeFailure(error)}`);
    }
  }
}
