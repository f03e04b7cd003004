/** Seconds with the page in focus: what is read out goes into the next change, and the clock begins anew. */
export class FocusClock {
  private gathered = 0;
  private since: number | null = null;

  constructor(private readonly now: () => number) {}

  readonly start = (): void => {
    this.since ??= this.now();
  };

  readonly stop = (): void => {
    if (this.since === null) return;
    this.gathered += this.now() - this.since;
    this.since = null;
  };

  take(): number {
    const running = this.since !== null;
    this.stop();
    const milliseconds = this.gathered;
    this.gathered = 0;
    if (running) this.start();
    return Math.min(Math.max(Math.round(milliseconds) / 1000, 0), 86_400);
  }
}
