import type { Services } from "../context";
import { describeFailure } from "../describe-failure";
import { claimRun } from "./claim-run";
import type { Executor } from "./executors/executor";
import { HealthClock } from "./health-clock";
import { promoteWaiting } from "./promote-waiting";
import type { ShipJournal } from "./ship-journal";
import { type StartSettings, startAttempt } from "./start-attempt";
import { createWatcher } from "./watch-attempts";

export type DispatcherParts = {
  services: Pick<Services, "db" | "sql" | "now">;
  executor: Executor;
  settings: StartSettings;
  /** `pid/start` of this dispatcher. */
  identity: string;
  ship: ShipJournal;
  /** Whether the web server answers. */
  askServer: () => Promise<boolean>;
  pollSeconds: number;
};

/**
 * One loop over one table: queue what no longer waits, fill free slots, look after what runs.
 * `wake` makes it look at once; without, it looks every `pollSeconds`.
 */
export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #health: HealthClock;
  readonly #watcher: ReturnType<typeof createWatcher>;
  #stopped = false;
  #woken = false;
  #rouse: () => void = () => {};
  #running: Promise<unknown> = Promise.resolve();

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    this.#health = new HealthClock(parts.pollSeconds * 3 + 2);
    this.#watcher = createWatcher({ ...parts, health: this.#health });
  }

  start(): void {
    this.#running = Promise.all([this.#keepDispatching(), this.#keepObserving()]);
  }

  wake(): void {
    this.#woken = true;
    this.#rouse();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#rouse();
    await this.#running;
    await this.#watcher.idle();
  }

  /** Notes whether server and database answer; leases run only while they do. */
  async observe(): Promise<void> {
    const { services, askServer } = this.#parts;
    const answers = await Promise.all([
      askServer(),
      services.sql`select 1`.then(
        () => true,
        () => false,
      ),
    ]);
    this.#health.observe(services.now(), answers.every(Boolean));
  }

  /** One round; returns how many attempts it started. */
  async dispatch(): Promise<number> {
    await promoteWaiting(this.#parts.services);
    const started = await this.#fillSlots();
    await this.#watcher.look();
    return started;
  }

  /** Waits for the work that the last round began. */
  settled(): Promise<unknown> {
    return this.#watcher.idle();
  }

  async #fillSlots(): Promise<number> {
    const { services, executor, settings, identity } = this.#parts;
    const claimer = {
      executor: executor.name,
      host: executor.host,
      bootId: executor.bootId,
      preparedBy: identity,
      leaseSeconds: settings.leaseSeconds,
    };
    const slots = await executor.slots();
    const starts: Promise<unknown>[] = [];
    for (;;) {
      const claim = this.#stopped ? null : await claimRun(services, claimer, slots);
      if (!claim) break;
      starts.push(startAttempt(services, executor, settings, claim));
    }
    // All of them: the watcher takes what this dispatcher still prepares after this for given up.
    const outcomes = await Promise.allSettled(starts);
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
    return starts.length;
  }

  async #keepDispatching(): Promise<void> {
    while (!this.#stopped) {
      this.#woken = false;
      try {
        await this.dispatch();
      } catch (error) {
        // The database is away or a query failed; the loop must outlive both.
        if (!(error instanceof Error)) throw error;
        console.error(`Dispatcher: ${describeFailure(error)}`);
      }
      if (!this.#woken) await this.#sleep(this.#parts.pollSeconds);
    }
  }

  async #keepObserving(): Promise<void> {
    while (!this.#stopped) {
      await this.observe();
      await new Promise((resolve) => setTimeout(resolve, this.#parts.pollSeconds * 1_000));
    }
  }

  #sleep(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1_000);
      this.#rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
