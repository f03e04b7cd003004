import type { NextCases, ReviewCase } from "@/domain/assessments/review-answer";
import type { ReviewApi } from "./review-api";

/** So many are there at once, and so many are fetched behind them, for a network that goes away. */
const AT_ONCE = 3;
const AHEAD = 20;
const REFILL_BELOW = 12;

export type ShelfState = {
  ahead: number;
  loading: boolean;
  /** Why there are no more. */
  none: NextCases["none"];
  failed: unknown;
};

/** The cases that come next, loaded before they are wanted. */
export class CaseShelf {
  private state: ShelfState = { ahead: 0, loading: false, none: null, failed: null };
  private ahead: ReviewCase[] = [];
  /** Given out already; the server may not have their verdicts yet. */
  private readonly given = new Set<string>();
  private newest: string | undefined;
  private readonly watchers = new Set<() => void>();

  constructor(private readonly api: Pick<ReviewApi, "next">) {}

  readonly read = (): ShelfState => this.state;
  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  take(): ReviewCase | null {
    const next = this.ahead.shift() ?? null;
    if (next) this.given.add(next.assignmentId);
    this.become({ ahead: this.ahead.length });
    void this.fill();
    return next;
  }

  /** Opened by its address: it is not to come again. */
  leaveOut(assignment: string): void {
    this.given.add(assignment);
    this.ahead = this.ahead.filter(({ assignmentId }) => assignmentId !== assignment);
    this.become({ ahead: this.ahead.length });
  }

  /** Those that were passed over come again once the others are through. */
  putBack(assignment: string): void {
    this.given.delete(assignment);
    this.become({ none: null });
  }

  askAgain(): void {
    this.become({ none: null });
  }

  /** Everything from the beginning, also what was given out before. */
  empty(): void {
    this.given.clear();
    this.ahead = [];
    this.newest = undefined;
    this.become({ ahead: 0, none: null });
  }

  async fill(): Promise<void> {
    if (this.state.loading || this.state.none !== null || this.ahead.length >= REFILL_BELOW) return;
    this.become({ loading: true, failed: null });
    try {
      const count = this.ahead.length < AT_ONCE ? AT_ONCE : AHEAD - this.ahead.length;
      const { cases, none } = await this.fetch(count);
      this.ahead.push(...cases);
      this.become({ ahead: this.ahead.length, none: cases.length > 0 ? null : (none ?? "done"), loading: false });
    } catch (error) {
      this.become({ loading: false, failed: error });
      return;
    }
    void this.fill();
  }

  /** Once nothing is being fetched. */
  settled(): Promise<void> {
    if (!this.state.loading) return Promise.resolve();
    return new Promise((resolve) => {
      const leave = this.watch(() => {
        if (this.state.loading) return;
        leave();
        resolve();
      });
    });
  }

  /** Onwards from the newest; from the beginning again where nothing follows it. */
  private async fetch(count: number): Promise<NextCases> {
    const onwards = this.unknown(await this.api.next(count, this.newest));
    if (onwards.cases.length > 0 || this.newest === undefined) return this.remember(onwards);
    return this.remember(this.unknown(await this.api.next(AHEAD)));
  }

  private remember(found: NextCases): NextCases {
    this.newest = found.cases.at(-1)?.assignmentId ?? this.newest;
    return found;
  }

  private unknown({ cases, none }: NextCases): NextCases {
    const here = new Set(this.ahead.map(({ assignmentId }) => assignmentId));
    return {
      cases: cases.filter(({ assignmentId }) => !this.given.has(assignmentId) && !here.has(assignmentId)),
      none,
    };
  }

  private become(next: Partial<ShelfState>): void {
    this.state = { ...this.state, ...next };
    for (const tell of this.watchers) tell();
  }
}
