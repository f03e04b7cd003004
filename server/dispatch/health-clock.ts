/**
 * Since when this dispatcher has seen everything that a beat needs: itself, the database and the web server.
 * A lease runs out only against time that was healthy throughout, so leases start anew when any of them was away.
 */
export class HealthClock {
  #healthySince: Date | null = null;
  #lastSeen: Date | null = null;
  readonly #largestGapSeconds: number;

  constructor(largestGapSeconds: number) {
    this.#largestGapSeconds = largestGapSeconds;
  }

  observe(now: Date, healthy: boolean): void {
    const gapSeconds = this.#lastSeen ? (now.getTime() - this.#lastSeen.getTime()) / 1_000 : 0;
    if (!healthy) this.#healthySince = null;
    else if (!this.#healthySince || gapSeconds > this.#largestGapSeconds) this.#healthySince = now;
    this.#lastSeen = now;
  }

  get healthy(): boolean {
    return this.#healthySince !== null;
  }

  /** Whether all was well for at least this long. */
  healthyFor(seconds: number, now: Date): boolean {
    return this.#healthySince !== null && now.getTime() - this.#healthySince.getTime() >= seconds * 1_000;
  }
}
