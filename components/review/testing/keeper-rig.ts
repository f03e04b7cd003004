import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { ChangeKeeper } from "../store/change-keeper";
import type { KeeperMessage, SaveAnswer, SaveFailure } from "../store/keeper-state";
import type { Refusal, Unsent } from "../store/unsent-store";

export const change = (id: number): AssessmentChange => ({
  id: `change-${String(id).padStart(4, "0")}`,
  assignmentId: "case-one",
  clock: id,
  madeAt: "2026-03-01T09:00:00.000Z",
  seconds: 1,
  noteDigest: "a".repeat(64),
  hintsShown: false,
  body: { kind: "unsure", unsure: true },
});

/** A store, a server and a clock that the test holds. */
export class KeeperRig {
  rows = new Map<string, Unsent>();
  full = false;
  sent: string[][] = [];
  told: KeeperMessage[] = [];
  timers: { run: () => void; milliseconds: number }[] = [];
  answer: (changes: AssessmentChange[]) => SaveAnswer | SaveFailure = (changes) => ({
    acknowledged: changes.map(({ id }) => id),
    refused: [],
  });
  keeper = this.open();

  open(project = "notes"): ChangeKeeper {
    return new ChangeKeeper(project, {
      store: {
        add: async (of, changes) => {
          if (this.full) throw new Error("The quota is used up.");
          for (const each of changes) this.rows.set(each.id, { change: each, project: of, refusal: null });
        },
        readAll: async () => [...this.rows.values()],
        remove: async (ids) => {
          for (const id of ids) this.rows.delete(id);
        },
        refuse: async (ids, refusal: Refusal | null) => {
          for (const id of ids) {
            const row = this.rows.get(id);
            if (row) this.rows.set(id, { ...row, refusal });
          }
        },
      },
      save: async (changes) => {
        this.sent.push(changes.map(({ id }) => id));
        return this.answer(changes);
      },
      tell: (message) => this.told.push(message),
      later: (run, milliseconds) => {
        const timer = { run, milliseconds };
        this.timers.push(timer);
        return () => {
          this.timers = this.timers.filter((each) => each !== timer);
        };
      },
    });
  }

  /** Lets the next timer ring, and everything that hangs on it come to rest. */
  async ring(): Promise<number> {
    const timer = this.timers.shift();
    timer?.run();
    await this.rest();
    return timer?.milliseconds ?? -1;
  }

  async rest(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
