import type { CaseDesk } from "./case-desk";

export type WorkspaceState = {
  desk: CaseDesk | null;
  /** Nothing is left to read. */
  finished: boolean;
  /** Of the case that was asked for: by its address, or as the next one. */
  failed: unknown;
  /** What is said to who does not see, newest last. */
  said: { id: number; words: string };
  /** Cases of this sitting that have a verdict. */
  decided: number;
  /** The practice case whose settled answer was not on the screen yet, or only for a moment. */
  awaited: string | null;
};

export const START: WorkspaceState = {
  ...{ desk: null, finished: false, failed: null, awaited: null },
  ...{ said: { id: 0, words: "" }, decided: 0 },
};
