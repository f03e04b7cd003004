import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import type { Refusal, UnsentStore } from "./unsent-store";

export type SaveAnswer = {
  acknowledged: string[];
  refused: { id: string; reason: string; remedy: string }[];
};
/** Tells a server that did not answer from one that wants a sign-in first. */
export type SaveFailure = "unreachable" | "signed-out";

export type KeeperState = {
  /** Changes that no store has taken yet; the tick stands at zero. */
  writing: number;
  unsent: number;
  delivery: "idle" | "sending" | "offline" | "signed-out";
  /** The browser's own store takes nothing: changes live in this page alone until the server has them. */
  unkept: boolean;
  refused: { change: AssessmentChange; refusal: Refusal }[];
};

export type KeeperMessage = { kind: "made" | "acknowledged"; changes: AssessmentChange[] };

export type KeeperOutside = {
  store: Pick<UnsentStore, "add" | "readAll" | "remove" | "refuse">;
  save: (changes: AssessmentChange[]) => Promise<SaveAnswer | SaveFailure>;
  /** To the other tabs of this browser. */
  tell: (message: KeeperMessage) => void;
  /** Calls after so many milliseconds; returns what calls that off. */
  later: (run: () => void, milliseconds: number) => () => void;
};

export const START: KeeperState = { writing: 0, unsent: 0, delivery: "idle", unkept: false, refused: [] };
