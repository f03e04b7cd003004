import { describeFailure } from "../describe-failure";
import { advanceStudies } from "./advance-studies";
import type { Advancing } from "./node-move";

/** People close rounds and sign gates without a word to this process. */
const TICK_SECONDS = 2;

/** Advances studies when something changed and on a slow tick, beside the loop that starts runs. */
export class StudyKeeper {
  readonly #services: Advancing;
  #stopped = false;
  #woken = false;
  #rouse: () => void = () => {};
  #running: Promise<void> = Promise.resolve();

  constructor(services: Advancing) {
    this.#services = services;
  }

  start(): void {
    this.#running = this.#keepAdvancing();
  }

  wake(): void {
    this.#woken = true;
    this.#rouse();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#rouse();
    await this.#running;
  }

  async #keepAdvancing(): Promise<void> {
    while (!this.#stopped) {
      this.#woken = false;
      try {
        await advanceStudies(this.#services);
      } catch (error) {
        // The database is away; the loop must outlive that.
        if (!(error instanceof Error)) throw error;
        console.error(`Studies: ${describeFailure(error)}`);
      }
      if (!this.#woken) await this.#sleep();
    }
  }

  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, TICK_SECONDS * 1_000);
      this.#rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
