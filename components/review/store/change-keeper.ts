import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { Watchable } from "../watchable";
import { type KeeperMessage, type KeeperOutside, type KeeperState, type SaveAnswer, START } from "./keeper-state";
import { SendPace } from "./send-pace";
import type { Refusal, Unsent } from "./unsent-store";

/** Keeps every change until the server has it: in the browser's own store first, then sent in batches. */
export class ChangeKeeper extends Watchable<KeeperState> {
  /** What is to be sent, in the order in which it was made. */
  private readonly waiting = new Map<string, AssessmentChange>();
  private readonly refusals = new Map<string, { change: AssessmentChange; refusal: Refusal }>();
  private callOff: (() => void) | null = null;
  private inFlight: Promise<boolean> | null = null;
  private readonly pace = new SendPace();

  constructor(
    private readonly project: string,
    private readonly outside: KeeperOutside,
  ) {
    super(START);
  }

  /** What an earlier page left behind; returned so that its cases show it. */
  async start(): Promise<AssessmentChange[]> {
    const own = await this.readOwn();
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
    for (const { change, refusal } of await this.readOwn()) {
      if (!refusal && !this.refusals.has(change.id)) this.waiting.set(change.id, change);
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
    if (this.state.delivery !== "signed-out") this.sendSoon(this.pace.gathering);
  }

  /** The network is back, or somebody signed in again. */
  resume(): void {
    this.pace.hurry();
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

  /** The reader lets go of what the server does not take; answers what that was. */
  async letGo(): Promise<string[]> {
    const ids = [...this.refusals.keys()];
    this.outside.tell({ kind: "let-go", changes: [...this.refusals.values()].map(({ change }) => change) });
    this.refusals.clear();
    await this.outside.store.remove(ids).catch(() => this.become({ unkept: true }));
    this.count();
    return ids;
  }

  /** Another tab made or delivered them. */
  hear({ kind, changes }: KeeperMessage): void {
    if (kind !== "made") for (const { id } of changes) this.forget(id);
    this.count();
  }

  /** Everything at once, as far as the server takes it; what is left is said. */
  async deliver(): Promise<number> {
    this.pace.hurry();
    if (this.inFlight) await this.inFlight;
    return this.sendAll();
  }

  stop(): void {
    this.callOff?.();
    this.callOff = null;
  }

  private async readOwn(): Promise<Unsent[]> {
    const kept = await this.outside.store.readAll().catch(() => null);
    if (kept === null) this.become({ unkept: true });
    return kept?.filter(({ project }) => project === this.project) ?? [];
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
    this.callOff = this.outside.later(() => void this.sendAll(), milliseconds);
  }

  private async sendAll(): Promise<number> {
    this.callOff = null;
    while (this.waiting.size > 0 && (await this.sendOnce())) {}
    return this.state.unsent;
  }

  /** Two who want it sent at once wait for the same batch. */
  private sendOnce(): Promise<boolean> {
    this.inFlight ??= this.sendBatch().finally(() => {
      this.inFlight = null;
    });
    return this.inFlight;
  }

  /** False where there is no use in going on at once. */
  private async sendBatch(): Promise<boolean> {
    const batch = [...this.waiting.values()].slice(0, this.pace.atOnce);
    if (this.state.delivery === "idle") this.become({ delivery: "sending" });
    const answer = await this.outside.save(batch);
    if (answer === "signed-out") {
      this.become({ delivery: "signed-out" });
      return false;
    }
    if (answer === "unreachable") return this.tryLater("offline");
    if (answer === "failed") return this.makeSmaller(batch);
    this.pace.wentWell();
    await this.take(batch, answer);
    if (answer.acknowledged.length + answer.refused.length > 0) return true;
    return this.tryLater("idle");
  }

  /** One that the server fails on must not keep the others back: it goes behind them. */
  private makeSmaller(batch: readonly AssessmentChange[]): boolean {
    const [first, second] = batch;
    this.pace.failedOn(batch.length);
    if (!first || second) return true;
    if (this.waiting.delete(first.id)) this.waiting.set(first.id, first);
    return this.tryLater("failing");
  }

  private tryLater(delivery: KeeperState["delivery"]): false {
    this.become({ delivery });
    this.sendSoon(this.pace.nextWait());
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
}
