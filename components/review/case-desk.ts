import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import type { ReviewCase, Round } from "@/domain/assessments/review-answer";
import { drop, receive, record, redo, type Stamp, undo } from "./case-log";
import { type Desk, type DeskState, type Outcome, openDesk } from "./desk-state";
import { markAt } from "./mark-places";

export type DeskOutside = {
  /** Seconds with the page in focus since the change before. */
  takeSeconds: () => number;
  keep: (changes: AssessmentChange[]) => void;
  /** Is heard by whoever does not see. */
  say: (words: string) => void;
  newId: () => string;
  now: () => Date;
};

/** One case on the table: what was done to it, and where its reader is. */
export class CaseDesk {
  private state: DeskState;
  private readonly watchers = new Set<() => void>();

  constructor(
    readonly review: ReviewCase,
    readonly protocol: Round["protocol"],
    private readonly outside: DeskOutside,
    unsent: AssessmentChange[] = [],
  ) {
    this.state = openDesk(review, unsent);
  }

  readonly read = (): DeskState => this.state;
  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  perform<Done extends Outcome>(command: (desk: Desk) => Done): Done {
    const outcome = command({
      review: this.review,
      protocol: this.protocol,
      state: this.state,
      newId: this.outside.newId,
    });
    const { log, made } = outcome.bodies?.length
      ? record(this.state.log, outcome.bodies, this.stamp)
      : { log: this.state.log, made: [] };
    this.become({ ...outcome.state, log }, made);
    if (outcome.say) this.outside.say(outcome.say);
    return outcome;
  }

  undo(): void {
    this.travel(undo(this.state.log, this.stamp), "Undone.", "There is nothing to undo.");
  }

  redo(): void {
    this.travel(redo(this.state.log, this.stamp), "Done again.", "There is nothing to do again.");
  }

  receive(changes: readonly AssessmentChange[]): void {
    this.become({ log: receive(this.state.log, changes) }, []);
  }

  drop(ids: ReadonlySet<string>): void {
    if (this.state.log.changes.some(({ id }) => ids.has(id))) this.become({ log: drop(this.state.log, ids) }, []);
  }

  patch(next: Partial<Omit<DeskState, "log">>): void {
    this.become(next, []);
  }

  private travel(
    { log, made }: { log: DeskState["log"]; made: AssessmentChange[] },
    done: string,
    nothing: string,
  ): void {
    this.outside.say(made.length > 0 ? done : nothing);
    if (made.length === 0) return;
    const kept = log.draft.marks.some(({ id }) => id === this.state.mark);
    const mark = kept ? this.state.mark : markAt(log.draft.marks, this.review.note.sentences[this.state.at]);
    this.become({ log, mark }, made);
  }

  private readonly stamp: Stamp = () => ({
    id: this.outside.newId(),
    assignmentId: this.review.assignmentId,
    madeAt: this.outside.now().toISOString(),
    seconds: this.outside.takeSeconds(),
    noteDigest: this.review.note.digest,
    hintsShown: (this.review.hints?.length ?? 0) > 0 || this.protocol.hints,
  });

  private become(next: Partial<DeskState>, made: AssessmentChange[]): void {
    this.state = { ...this.state, ...next };
    if (made.length > 0) this.outside.keep(made);
    for (const tell of this.watchers) tell();
  }
}
