import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import type { Refusal, UnsentStore } from "./unsent-store";

export type SaveAnswer = {
  acknowledged: string[];
  refused: { id: string; reason: string; remedy: string }[];
};
/** A server that did not answer, one that wants a sign-in first, and one that answered and took nothing. */
export type SaveFailure = "unreachable" | "signed-out" | "failed";

export type KeeperState = {
  /** Changes that no store has taken yet; the tick stands at zero. */
  writing: number;
  unsent: number;
  delivery: "idle" | "sending" | "offline" | "failing" | "signed-out";
  /** The browser's own store takes nothing: changes live in this page alone until the server has them. */
  unkept: boolean;
  refused: { change: AssessmentChange; refusal: Refusal }[];
};

export type KeeperMessage = { kind: "made" | "acknowledged" | "let-go"; changes: AssessmentChange[] };

export type KeeperOutside = {
  store: Pick<UnsentStore, "add" | "readAll" | "remove" | "refuse">;
  save: (changes: AssessmentChange[]) => Promise<SaveAnswer | SaveFailure>;
  /** To the other tabs of this browser. */
  tell: (message: KeeperMessage) => void;
  /** Calls after so many milliseconds; returns what calls that off. */
  later: (run: () => void, milliseconds: number) => () => void;
};

export const START: KeeperState = { writing: 0, unsent: 0, delivery: "idle", unkept: false, refused: [] };

/** Whether something would be lost with the page. */
export const holdsUnkept = ({ writing, unkept, unsent }: KeeperState): boolean => writing > 0 || (unkept && unsent > 0);
