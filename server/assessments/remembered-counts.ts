/** Up to here a count is made anew for whoever asks. */
export const COUNTED_EACH = 2_000;
/** Beyond, a process remembers it for so long: "12 of 87,231" needs no newer one. */
const REMEMBERED_MILLISECONDS = 15_000;

/** Long counts by name; those who ask while one is made wait for the same. */
export class RememberedCounts {
  private readonly counts = new Map<string, { until: number; count: Promise<number> }>();

  read(name: string, now: number): Promise<number> | null {
    const known = this.counts.get(name);
    if (known && known.until > now) return known.count;
    this.counts.delete(name);
    return null;
  }

  make(name: string, now: number, count: () => Promise<number>): Promise<number> {
    const meanwhile = this.read(name, now);
    if (meanwhile) return meanwhile;
    const made = { until: now + REMEMBERED_MILLISECONDS, count: count() };
    this.counts.set(name, made);
    made.count.catch(() => {
      if (this.counts.get(name) === made) this.counts.delete(name);
    });
    return made.count;
  }
}
