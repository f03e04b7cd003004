import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { type KeeperMessage, type KeeperOutside, type KeeperState, type SaveAnswer, START } from "./keeper-state";
import type { Refusal } from "./unsent-store";

const MOST_AT_ONCE = 200;
const GATHER_MILLISECONDS = 150;
const FIRST_WAIT_MILLISECONDS = 1_000;
const LONGEST_WAIT_MILLISECONDS = 15_000;

/** Keeps every change until the server has it: in the browser's own store first, then sent in batches. */
export class ChangeKeeper {
  private state = START;
  private readonly watchers = new Set<() => void>();
  /** What is to be sent, in the order in which it was made. */
  private readonly waiting = new Map<string, AssessmentChange>();
  private readonly refusals = new Map<string, { change: AssessmentChange; refusal: Refusal }>();
  private callOff: (() => void) | null = null;
  private sending = false;
  private wait = 0;

  constructor(
    private readonly project: string,
    private readonly outside: KeeperOutside,
  ) {}

  readonly read = (): KeeperState => this.state;
  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** What an earlier page left behind; returned so that its cases show it. */
  async start(): Promise<AssessmentChange[]> {
    const kept = await this.outside.store.readAll().catch(() => null);
    if (kept === null) this.become({ unkept: true });
    const own = kept?.filter(({ project }) => project === this.project) ?? [];
    for (const { change, refusal } of own) {
      if (refusal) this.refusals.set(change.id, { change, refusal });
      else this.waiting.set(change.id, change);
    }
    this.count();
    this.sendSoon(0);
    return own.map(({ change }) => change);
  }

  /** What a tab that was closed could not send any more, this one sends; twice does no harm. */
  async adopt(): Promise<void> {
    const kept = await this.outside.store.readAll().catch(() => null);
    for (const { change, project, refusal } of kept ?? []) {
      if (project === this.project && !refusal && !this.refusals.has(change.id)) this.waiting.set(change.id, change);
    }
    this.count();
    if (this.state.delivery !== "signed-out" && this.callOff === null) this.sendSoon(0);
  }

  keep(changes: AssessmentChange[]): void {
    if (changes.length === 0) return;
    for (const change of changes) this.waiting.set(change.id, change);
    this.count({ writing: this.state.writing + changes.length });
    this.outside.tell({ kind: "made", changes });
    void this.write(changes);
    if (this.state.delivery !== "signed-out") this.sendSoon(this.wait || GATHER_MILLISECONDS);
  }

  /** The network is back, or somebody signed in again. */
  resume(): void {
    this.wait = 0;
    this.become({ delivery: "idle" });
    this.sendSoon(0);
  }

  async sendAgain(): Promise<void> {
    const ids = [...this.refusals.keys()];
    for (const [id, { change }] of this.refusals) this.waiting.set(id, change);
    this.refusals.clear();
    await this.outside.store.refuse(ids, null).catch(() => this.become({ unkept: true }));
    this.count();
    this.resume();
  }

  /** The reader lets go of what the server does not take. */
  async letGo(): Promise<void> {
    const ids = [...this.refusals.keys()];
    this.refusals.clear();
    await this.outside.store.remove(ids).catch(() => this.become({ unkept: true }));
    this.count();
  }

  /** Another tab made or delivered them. */
  hear({ kind, changes }: KeeperMessage): void {
    if (kind === "acknowledged") for (const { id } of changes) this.forget(id);
    this.count();
  }

  /** Everything at once, as far as the server takes it; what is left is said. */
  async deliver(): Promise<number> {
    this.wait = 0;
    while (this.waiting.size > 0 && (await this.sendBatch())) {}
    return this.state.unsent;
  }

  stop(): void {
    this.callOff?.();
    this.callOff = null;
  }

  private async write(changes: AssessmentChange[]): Promise<void> {
    try {
      await this.outside.store.add(this.project, changes);
      const sent = changes.filter(({ id }) => !this.waiting.has(id) && !this.refusals.has(id)).map(({ id }) => id);
      if (sent.length > 0) await this.outside.store.remove(sent);
      this.become({ writing: this.state.writing - changes.length });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // The disk is full, or the browser keeps nothing: the tick waits for the server.
      this.become({ unkept: true, writing: this.state.writing - changes.length });
      this.sendSoon(0);
    }
  }

  private sendSoon(milliseconds: number): void {
    if (this.waiting.size === 0) return;
    this.callOff?.();
    this.callOff = this.outside.later(() => void this.deliverQuietly(), milliseconds);
  }

  private async deliverQuietly(): Promise<void> {
    this.callOff = null;
    while (this.waiting.size > 0 && (await this.sendBatch())) {}
  }

  /** False where there is no use in going on at once. */
  private async sendBatch(): Promise<boolean> {
    if (this.sending) return false;
    this.sending = true;
    const batch = [...this.waiting.values()].slice(0, MOST_AT_ONCE);
    if (this.state.delivery === "idle") this.become({ delivery: "sending" });
    const answer = await this.outside.save(batch).finally(() => {
      this.sending = false;
    });
    if (answer === "signed-out") {
      this.become({ delivery: "signed-out" });
      return false;
    }
    if (answer === "unreachable") return this.tryLater("offline");
    this.wait = 0;
    await this.take(batch, answer);
    if (answer.acknowledged.length + answer.refused.length > 0) return true;
    return this.tryLater("idle");
  }

  private tryLater(delivery: KeeperState["delivery"]): false {
    this.wait = Math.min(this.wait * 2 || FIRST_WAIT_MILLISECONDS, LONGEST_WAIT_MILLISECONDS);
    this.become({ delivery });
    this.sendSoon(this.wait);
    return false;
  }

  private async take(batch: AssessmentChange[], answer: SaveAnswer): Promise<void> {
    const acknowledged = new Set(answer.acknowledged);
    const done = batch.filter(({ id }) => acknowledged.has(id));
    for (const { id } of done) this.forget(id);
    for (const { id, ...refusal } of answer.refused) {
      const change = this.waiting.get(id);
      this.waiting.delete(id);
      if (change) this.refusals.set(id, { change, refusal });
    }
    this.count({ delivery: "idle" });
    this.outside.tell({ kind: "acknowledged", changes: done });
    try {
      await this.outside.store.remove([...acknowledged]);
      for (const { id, ...refusal } of answer.refused) await this.outside.store.refuse([id], refusal);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.become({ unkept: true });
    }
  }

  private forget(id: string): void {
    this.waiting.delete(id);
    this.refusals.delete(id);
  }

  private count(more: Partial<KeeperState> = {}): void {
    const refused = [...this.refusals.values()];
    this.become({ unsent: this.waiting.size + refused.length, refused, ...more });
  }

  private become(next: Partial<KeeperState>): void {
    this.state = { ...this.state, ...next };
    for (const tell of this.watchers) tell();
  }
}
