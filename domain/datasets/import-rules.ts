export const IMPORT_STATES = ["receiving", "examining", "waiting", "storing", "stored", "failed", "cancelled"] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export const IMPORT_ACTIONS = ["examine", "store", "cancel"] as const;
export type ImportAction = (typeof IMPORT_ACTIONS)[number];

type ImportRule = {
  /** A process works on it and says so; one that is silent has died. */
  working: boolean;
  ended: boolean;
  actions: readonly ImportAction[];
};

/** What each state allows; the button, the mutation and the test read it. */
export const IMPORT_RULES: Readonly<Record<ImportState, ImportRule>> = {
  receiving: { working: true, ended: false, actions: ["cancel"] },
  examining: { working: true, ended: false, actions: ["cancel"] },
  waiting: { working: false, ended: false, actions: ["examine", "store", "cancel"] },
  storing: { working: true, ended: false, actions: ["cancel"] },
  stored: { working: false, ended: true, actions: [] },
  failed: { working: false, ended: false, actions: ["examine", "cancel"] },
  cancelled: { working: false, ended: true, actions: [] },
};

export const SILENT_AFTER_SECONDS = 30;
/**
 * From which states an action takes over the work of somebody who has died: the file is whole once it is examined, and
 * what is stored was looked at before.
 */
const TAKES_OVER: Readonly<Record<ImportAction, readonly ImportState[]>> = {
  examine: ["examining", "storing"],
  store: ["storing"],
  cancel: [],
};

/** After this long without a hand on it an upload is swept away. */
export const ABANDONED_AFTER_HOURS = 24;

export function importAllows(state: ImportState, action: ImportAction): boolean {
  return IMPORT_RULES[state].actions.includes(action);
}

/** States from which the action may begin where whoever worked there has fallen silent. */
export function statesTakenOver(action: ImportAction): readonly ImportState[] {
  return TAKES_OVER[action];
}

export function statesAllowing(action: ImportAction): ImportState[] {
  return IMPORT_STATES.filter((state) => importAllows(state, action));
}
