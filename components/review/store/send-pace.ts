const MOST_AT_ONCE = 200;
const GATHER_MILLISECONDS = 150;
const FIRST_WAIT_MILLISECONDS = 1_000;
const LONGEST_WAIT_MILLISECONDS = 15_000;

/** How much is sent at once, and how long to wait before: ever later while the server does not take it. */
export class SendPace {
  private wait = 0;
  /** Smaller where the server fails on a batch, until the one that it fails on is alone. */
  private most = MOST_AT_ONCE;

  get atOnce(): number {
    return this.most;
  }

  /** For what is made now, so that what is made together goes together. */
  get gathering(): number {
    return this.wait || GATHER_MILLISECONDS;
  }

  hurry(): void {
    this.wait = 0;
  }

  wentWell(): void {
    this.wait = 0;
    this.most = Math.min(this.most * 2, MOST_AT_ONCE);
  }

  failedOn(count: number): void {
    this.most = Math.ceil(count / 2);
  }

  nextWait(): number {
    this.wait = Math.min(this.wait * 2 || FIRST_WAIT_MILLISECONDS, LONGEST_WAIT_MILLISECONDS);
    return this.wait;
  }
}
