/** The cases of a sitting in the order in which they lie before and behind each other. */
export class VisitedCases {
  private ids: string[] = [];

  /** Comes last, also where it was passed over before. */
  append(id: string): void {
    this.ids = [...this.ids.filter((each) => each !== id), id];
  }

  /** Opened out of its turn: it lies before the one that was left for it, which comes next again. */
  insertBefore(current: string | null, id: string): void {
    if (this.ids.includes(id)) return;
    const at = current === null ? -1 : this.ids.indexOf(current);
    this.ids.splice(at === -1 ? this.ids.length : at, 0, id);
  }

  before(id: string | null): string | null {
    const at = id === null ? this.ids.length : this.ids.indexOf(id);
    return this.ids[at - 1] ?? null;
  }

  after(id: string | null): string | null {
    const at = id === null ? -1 : this.ids.indexOf(id);
    return at === -1 ? null : (this.ids[at + 1] ?? null);
  }

  clear(): void {
    this.ids = [];
  }
}
