const NAME = "assay-review-life";

/** When somebody was last seen at this browser, in whichever of its tabs. */
export class SignOfLife {
  private last: number;

  constructor(
    private readonly storage: Pick<Storage, "getItem" | "setItem">,
    private readonly now: () => number,
  ) {
    this.last = now();
  }

  readonly live = (): void => {
    this.last = this.now();
  };

  /** Milliseconds; tells the other tabs what this one saw. */
  idle(): number {
    const told = Number(this.storage.getItem(NAME) ?? 0);
    if (this.last > told) this.storage.setItem(NAME, String(this.last));
    // One of the future is of a clock that was set back.
    const elsewhere = told <= this.now() ? told : 0;
    return this.now() - Math.max(this.last, elsewhere);
  }
}
