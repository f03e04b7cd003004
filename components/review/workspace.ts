import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import type { PracticeFeedbackAnswer, Round } from "@/domain/assessments/review-answer";
import type { CaseDesk } from "./case-desk";
import { CaseShelf } from "./case-shelf";
import { CaseTable } from "./case-table";
import type { Desk } from "./desk-state";
import type { ReviewApi } from "./review-api";
import type { ChangeKeeper } from "./store/change-keeper";
import { FocusClock } from "./store/focus-clock";
import type { Decided } from "./verdict-commands";
import { VisitedCases } from "./visited-cases";
import { Watchable } from "./watchable";
import { START, type WorkspaceState } from "./workspace-state";

/** A second press within this time was meant for the case before: nobody reads a note that fast. */
const BOUNCE_MILLISECONDS = 120;
/** The same for what was settled, which comes by itself while the reader may be pressing. */
const SETTLED_MILLISECONDS = 500;

/** A reader at work on a round: the case on the table, those before it and those to come. */
export class Workspace extends Watchable<WorkspaceState> {
  readonly shelf: CaseShelf;
  readonly clock = new FocusClock(() => performance.now());
  readonly table: CaseTable;
  private readonly visited = new VisitedCases();
  private openedAt = 0;
  private going: Promise<void> | null = null;
  /** What failed, once more. */
  private again: () => Promise<void> = () => this.goOn();

  constructor(
    readonly round: Round,
    readonly keeper: ChangeKeeper,
    readonly api: ReviewApi,
    unsent: AssessmentChange[],
  ) {
    super(START);
    this.shelf = new CaseShelf(api);
    const takeSeconds = () => this.clock.take();
    const keep = (changes: AssessmentChange[]) => keeper.keep(changes);
    const say = (words: string) => this.say(words);
    this.table = new CaseTable(round.protocol, { takeSeconds, keep, say }, unsent);
  }

  async start(assignment: string | null): Promise<void> {
    if (assignment) await this.open(assignment);
    else await this.goOn();
    void this.shelf.fill();
  }

  /** A case by its address; one that was open in this sitting is as it was left. */
  async open(assignment: string): Promise<void> {
    const known = this.table.get(assignment);
    if (known) return this.showOutOfTurn(known);
    this.become({ failed: null });
    try {
      this.showOutOfTurn(this.table.lay(await this.api.one(assignment)));
    } catch (error) {
      this.fail(error, () => this.open(assignment));
    }
  }

  /** The next one; where it is not there yet, as soon as it is. Asked twice it is one all the same. */
  async goOn(): Promise<void> {
    if (this.going) return this.going;
    const desk = this.takeNext();
    if (desk) return this.show(desk);
    this.going = this.waitForNext().finally(() => {
      this.going = null;
    });
    return this.going;
  }

  /** Enter and its like: says what is wanting, or leads to the next case. */
  decide(command: (desk: Desk) => Decided): boolean {
    const { desk } = this.state;
    if (!desk || performance.now() - this.openedAt < BOUNCE_MILLISECONDS) return false;
    const { done } = desk.perform(command);
    if (!done) return false;
    const { practice, assignmentId } = desk.review;
    this.become({ decided: this.state.decided + 1, awaited: practice ? assignmentId : null });
    return true;
  }

  back(): boolean {
    const before = this.visited.before(this.current());
    if (before === null) return false;
    void this.open(before);
    return true;
  }

  /** Onwards among those visited, then to the next one; a case without a verdict comes again at the end. */
  forward(): void {
    const { desk } = this.state;
    if (desk && !this.isDecided(desk)) this.shelf.putBack(desk.review.assignmentId);
    const after = this.visited.after(this.current());
    if (after !== null) void this.open(after);
    else void this.goOn();
  }

  /** The server compares what it has, so it is given everything first. */
  async askFeedback(assignment: string): Promise<PracticeFeedbackAnswer> {
    try {
      await this.keeper.deliver();
      return await this.api.feedback(assignment);
    } finally {
      setTimeout(() => {
        if (this.state.awaited === assignment) this.become({ awaited: null });
      }, SETTLED_MILLISECONDS);
    }
  }

  async practiseAgain(): Promise<void> {
    await this.keeper.deliver();
    await this.api.practiseAgain();
    this.table.clear();
    this.visited.clear();
    this.shelf.empty();
    await this.goOn();
  }

  /** After a sign-in, or when somebody asks once more. */
  resume(): void {
    const failed = this.state.failed !== null;
    this.become({ failed: null });
    this.shelf.askAgain();
    if (failed) void this.again();
    else if (this.state.desk) void this.shelf.fill();
    else void this.goOn();
  }

  async letGo(): Promise<void> {
    this.table.drop(new Set(await this.keeper.letGo()));
  }

  readonly say = (words: string): void => {
    this.become({ said: { id: this.state.said.id + 1, words } });
  };

  /** Those that another tab was faster with, or that were decided after they had been passed over, come no more. */
  private takeNext(): CaseDesk | null {
    for (let next = this.shelf.take(); next; next = this.shelf.take()) {
      const desk = this.table.lay(next);
      if (this.isDecided(desk)) continue;
      this.visited.append(next.assignmentId);
      return desk;
    }
    return null;
  }

  private async waitForNext(): Promise<void> {
    const from = this.current();
    for (let delivered = false; ; ) {
      // Whoever opened another case meanwhile goes on from there.
      if (this.current() !== from) return;
      const desk = this.takeNext();
      if (desk) return this.show(desk);
      if (this.shelf.read().none) {
        if (delivered) return this.become({ desk: null, finished: true });
        // What comes after the practice, or from a queue, depends on what the server knows.
        delivered = true;
        await this.keeper.deliver();
        this.shelf.askAgain();
      }
      if (this.state.desk) this.say("The next case is on its way.");
      await this.shelf.fill();
      await this.shelf.settled();
      const { failed } = this.shelf.read();
      if (failed) return this.fail(failed, () => this.goOn());
    }
  }

  private isDecided(desk: CaseDesk): boolean {
    return this.table.isDecided(desk, new Set(this.keeper.read().refused.map(({ change }) => change.id)));
  }

  private current(): string | null {
    return this.state.desk?.review.assignmentId ?? null;
  }

  private showOutOfTurn(desk: CaseDesk): void {
    const { assignmentId } = desk.review;
    this.shelf.leaveOut(assignmentId);
    this.visited.insertBefore(this.current(), assignmentId);
    this.show(desk);
  }

  private show(desk: CaseDesk): void {
    this.clock.take();
    this.openedAt = performance.now();
    const said = desk === this.state.desk ? this.state.said : { id: this.state.said.id + 1, words: "" };
    this.become({ desk, said, finished: false, failed: null, awaited: null });
  }

  private fail(failed: unknown, again: () => Promise<void>): void {
    this.again = again;
    this.become({ failed });
  }
}
