import type { CaseDesk } from "./case-desk";

export type WorkspaceState = {
  desk: CaseDesk | null;
  /** Nothing is left to read. */
  finished: boolean;
  /** Of the case that was asked for by its address. */
  failed: unknown;
  /** What is said to who does not see, newest last. */
  said: { id: number; words: string };
  /** Cases of this sitting that have a verdict. */
  decided: number;
};
