import { nanoid } from "nanoid";
import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import type { EarlierCase, PracticeFeedbackAnswer, ReviewCase, Round } from "@/domain/assessments/review-answer";
import { CaseDesk } from "./case-desk";
import { CaseShelf } from "./case-shelf";
import type { Desk } from "./desk-state";
import type { ReviewApi } from "./review-api";
import type { ChangeKeeper } from "./store/change-keeper";
import { FocusClock } from "./store/focus-clock";
import type { Decided } from "./verdict-commands";
import type { WorkspaceState } from "./workspace-state";

/** A second press within this time was meant for the case before: nobody reads a note that fast. */
const BOUNCE_MILLISECONDS = 120;

/** A reader at work on a round: the case on the table, those before it and those to come. */
export class Workspace {
  readonly shelf: CaseShelf;
  readonly clock = new FocusClock(() => performance.now());
  private state: WorkspaceState;
  private readonly desks = new Map<string, CaseDesk>();
  /** In the order in which they were opened here. */
  private readonly visited: string[] = [];
  private readonly watchers = new Set<() => void>();
  private openedAt = 0;

  constructor(
    readonly round: Round,
    readonly keeper: ChangeKeeper,
    private readonly api: ReviewApi,
    /** What the server's copy of a case may lack: of an earlier page, and of other tabs. */
    private readonly unsent: AssessmentChange[],
  ) {
    this.shelf = new CaseShelf(api);
    this.state = { desk: null, finished: false, failed: null, said: { id: 0, words: "" }, decided: 0 };
  }

  readonly read = (): WorkspaceState => this.state;
  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  async start(assignment: string | null): Promise<void> {
    if (assignment) await this.open(assignment);
    else await this.goOn();
    void this.shelf.fill();
  }

  /** A case by its address; one that was open in this sitting is as it was left. */
  async open(assignment: string): Promise<void> {
    const known = this.desks.get(assignment);
    if (known) return this.show(known);
    this.become({ failed: null });
    try {
      const review = await this.api.one(assignment);
      this.shelf.leaveOut(assignment);
      this.show(this.lay(review));
    } catch (error) {
      this.become({ failed: error });
    }
  }

  /** The next one; where it is not there yet, as soon as it is. */
  async goOn(): Promise<void> {
    let delivered = false;
    for (;;) {
      const next = this.shelf.take();
      const desk = next ? this.lay(next) : null;
      // Another tab was faster.
      if (desk && desk.read().log.draft.verdict !== null) continue;
      if (desk) return this.show(desk);
      if (this.shelf.read().none) {
        if (delivered) return this.become({ desk: null, finished: true });
        // What comes after the practice, or from a queue, depends on what the server knows.
        delivered = true;
        await this.keeper.deliver();
        this.shelf.askAgain();
      }
      await this.shelf.fill();
      await this.shelf.settled();
      const { failed } = this.shelf.read();
      if (failed) return this.become({ failed });
    }
  }

  /** Enter and its like: says what is wanting, or leads to the next case. */
  decide(command: (desk: Desk) => Decided): boolean {
    const { desk } = this.state;
    if (!desk || performance.now() - this.openedAt < BOUNCE_MILLISECONDS) return false;
    const { done } = desk.perform(command);
    if (!done) return false;
    this.become({ decided: this.state.decided + 1 });
    return true;
  }

  back(): boolean {
    const { desk } = this.state;
    const at = desk ? this.visited.lastIndexOf(desk.review.assignmentId) : this.visited.length;
    const before = this.visited[at - 1];
    if (before === undefined) return false;
    void this.open(before);
    return true;
  }

  /** Onwards among those visited, then to the next one; a case without a verdict comes again at the end. */
  forward(): void {
    const { desk } = this.state;
    const at = desk ? this.visited.lastIndexOf(desk.review.assignmentId) : -1;
    const after = this.visited[at + 1];
    if (desk && after !== undefined) void this.open(after);
    else {
      if (desk && desk.read().log.draft.verdict === null) this.shelf.putBack(desk.review.assignmentId);
      void this.goOn();
    }
  }

  /** The server compares what it has, so it is given everything first. */
  async askFeedback(assignment: string): Promise<PracticeFeedbackAnswer> {
    await this.keeper.deliver();
    return this.api.feedback(assignment);
  }

  listEarlier(before?: string): Promise<EarlierCase[]> {
    return this.api.earlier(before);
  }

  /** Lost where the network is away: it is time, and no mark. */
  tellTraining(id: string, seconds: number): void {
    if (seconds >= 1) void this.api.time(id, "training", seconds).catch(() => {});
  }

  async practiseAgain(): Promise<void> {
    await this.keeper.deliver();
    await this.api.practiseAgain();
    this.desks.clear();
    this.visited.length = 0;
    this.shelf.empty();
    await this.goOn();
  }

  /** After a sign-in, or when somebody asks once more. */
  resume(): void {
    this.become({ failed: null });
    this.shelf.askAgain();
    if (this.state.desk) void this.shelf.fill();
    else void this.goOn();
  }

  receive(changes: readonly AssessmentChange[]): void {
    this.unsent.push(...changes);
    for (const [assignment, desk] of this.desks) {
      const own = changes.filter(({ assignmentId }) => assignmentId === assignment);
      if (own.length > 0) desk.receive(own);
    }
  }

  readonly say = (words: string): void => {
    this.become({ said: { id: this.state.said.id + 1, words } });
  };

  private lay(review: ReviewCase): CaseDesk {
    const unsent = this.unsent.filter(({ assignmentId }) => assignmentId === review.assignmentId);
    const desk = new CaseDesk(
      review,
      this.round.protocol,
      {
        takeSeconds: () => this.clock.take(),
        keep: (changes) => this.keeper.keep(changes),
        say: this.say,
        newId: () => nanoid(),
        now: () => new Date(),
      },
      unsent,
    );
    this.desks.set(review.assignmentId, desk);
    return desk;
  }

  private show(desk: CaseDesk): void {
    const { assignmentId } = desk.review;
    if (!this.visited.includes(assignmentId)) this.visited.push(assignmentId);
    this.clock.take();
    this.openedAt = performance.now();
    this.become({ desk, finished: false, failed: null });
  }

  private become(next: Partial<WorkspaceState>): void {
    this.state = { ...this.state, ...next };
    for (const tell of this.watchers) tell();
  }
}
