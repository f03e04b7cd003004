/** Seconds with the page in focus: what is read out goes into the next change, and the clock begins anew. */
export class FocusClock {
  private gathered = 0;
  private since: number | null = null;
  private focused = false;
  private holds = 0;

  constructor(private readonly now: () => number) {}

  readonly start = (): void => {
    this.focused = true;
    if (this.holds === 0) this.since ??= this.now();
  };

  readonly stop = (): void => {
    this.focused = false;
    this.pause();
  };

  /** For time that is no reading, whatever has the focus meanwhile; until what comes back is called. */
  hold(): () => void {
    this.holds += 1;
    this.pause();
    return () => {
      this.holds -= 1;
      if (this.focused) this.start();
    };
  }

  take(): number {
    const running = this.since !== null;
    this.pause();
    const milliseconds = this.gathered;
    this.gathered = 0;
    if (running) this.start();
    return Math.min(Math.max(Math.round(milliseconds) / 1000, 0), 86_400);
  }

  private pause(): void {
    if (this.since === null) return;
    this.gathered += this.now() - this.since;
    this.since = null;
  }
}
