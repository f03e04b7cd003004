import { nanoid } from "nanoid";
import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { foldAssessment } from "@/domain/assessments/fold-assessment";
import { missingFields } from "@/domain/assessments/missing-fields";
import type { ReviewCase, Round } from "@/domain/assessments/review-answer";
import { CaseDesk, type DeskOutside } from "./case-desk";

/** Every case of a sitting with all that was done to it; one that comes again from the server is still that one. */
export class CaseTable {
  private readonly desks = new Map<string, CaseDesk>();

  constructor(
    private readonly protocol: Round["protocol"],
    private readonly outside: Pick<DeskOutside, "takeSeconds" | "keep" | "say">,
    /** What the server's copy of a case may lack: of an earlier page, and of other tabs. */
    private unsent: AssessmentChange[],
  ) {}

  get(assignment: string): CaseDesk | null {
    return this.desks.get(assignment) ?? null;
  }

  /** A copy that the server gave earlier must not take the place of what was done since. */
  lay(review: ReviewCase): CaseDesk {
    const known = this.desks.get(review.assignmentId);
    if (known) {
      known.receive(review.changes);
      return known;
    }
    const unsent = this.unsent.filter(({ assignmentId }) => assignmentId === review.assignmentId);
    const outside = { ...this.outside, newId: () => nanoid(), now: () => new Date() };
    const desk = new CaseDesk(review, this.protocol, outside, unsent);
    this.desks.set(review.assignmentId, desk);
    return desk;
  }

  /** Whether a verdict stands and lacks nothing; one that the server refused is none. */
  isDecided(desk: CaseDesk, refused: ReadonlySet<string>): boolean {
    const taken = desk.read().log.changes.filter(({ id }) => !refused.has(id));
    const draft = foldAssessment(taken);
    return draft.verdict !== null && missingFields(draft, this.protocol).length === 0;
  }

  receive(changes: readonly AssessmentChange[]): void {
    this.unsent.push(...changes);
    for (const [assignment, desk] of this.desks) {
      const own = changes.filter(({ assignmentId }) => assignmentId === assignment);
      if (own.length > 0) desk.receive(own);
    }
  }

  /** The reader let go of them: they never were. */
  drop(ids: ReadonlySet<string>): void {
    this.unsent = this.unsent.filter(({ id }) => !ids.has(id));
    for (const desk of this.desks.values()) desk.drop(ids);
  }

  clear(): void {
    this.desks.clear();
  }
}
