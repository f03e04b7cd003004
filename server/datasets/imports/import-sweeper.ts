import { setTimeout as sleep } from "node:timers/promises";
import type { Services } from "../../context";
import { describeFailure } from "../../describe-failure";
import { sweepImports } from "./sweep-imports";

const PAUSE_MILLISECONDS = 10 * 60_000;

/** Sweeps uploads that were left, when it starts and for as long as it runs. Several may. */
export class ImportSweeper {
  readonly #services: Pick<Services, "db" | "sql"> & { home: string };
  readonly #pause: number;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(services: Pick<Services, "db" | "sql"> & { home: string }, pauseMilliseconds = PAUSE_MILLISECONDS) {
    this.#services = services;
    this.#pause = pauseMilliseconds;
  }

  start(): void {
    this.#running = this.#keepSweeping();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #keepSweeping(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await sweepImports(this.#services);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        console.error(`Sweeping uploads: ${describeFailure(error)}`);
      }
      await sleep(this.#pause, undefined, { signal }).catch(() => {});
    }
  }
}
