export const RUN_STATES = [
  "waiting",
  "queued",
  "starting",
  "running",
  "cancelling",
  "finished",
  "failed",
  "cancelled",
  "lost",
] as const;
export type RunState = (typeof RUN_STATES)[number];

export const RUN_ACTIONS = ["cancel", "retry", "resume", "clone", "prioritise", "archive", "restore"] as const;
export type RunAction = (typeof RUN_ACTIONS)[number];

type StateRule = {
  /** States this one may change to. */
  next: readonly RunState[];
  actions: readonly RunAction[];
  /** An attempt holds a device slot and a lease. */
  live: boolean;
  settled: boolean;
};

/** The only table of what a run may do: the button, the mutation and the tests read it. */
export const RUN_RULES: Readonly<Record<RunState, StateRule>> = {
  waiting: {
    next: ["queued", "cancelled", "failed"],
    actions: ["cancel", "prioritise", "clone"],
    live: false,
    settled: false,
  },
  queued: { next: ["starting", "cancelled"], actions: ["cancel", "prioritise", "clone"], live: false, settled: false },
  starting: {
    next: ["running", "cancelling", "finished", "failed", "lost", "queued"],
    actions: ["cancel", "clone"],
    live: true,
    settled: false,
  },
  running: {
    next: ["cancelling", "finished", "failed", "lost"],
    actions: ["cancel", "clone"],
    live: true,
    settled: false,
  },
  cancelling: { next: ["cancelled", "finished", "failed", "lost"], actions: ["clone"], live: true, settled: false },
  finished: { next: [], actions: ["clone", "archive", "restore"], live: false, settled: true },
  failed: {
    next: ["queued", "waiting"],
    actions: ["retry", "resume", "clone", "archive", "restore"],
    live: false,
    settled: true,
  },
  cancelled: {
    next: ["queued", "waiting"],
    actions: ["retry", "resume", "clone", "archive", "restore"],
    live: false,
    settled: true,
  },
  lost: {
    next: ["queued", "waiting", "finished", "failed", "cancelled"],
    actions: ["retry", "resume", "clone", "archive", "restore"],
    live: false,
    settled: true,
  },
};

export type RunFacts = { state: RunState; hasCheckpoint: boolean; archived: boolean; executor?: string };

/** Executors of runs that a person's own program made; nothing here could start them again. */
const STARTED_ELSEWHERE: readonly (string | undefined)[] = ["client", "imported"];

/** Whether an action is open to a run now, with the reason when it is not. */
export function allowAction(run: RunFacts, action: RunAction): { allowed: true } | { allowed: false; reason: string } {
  if (!RUN_RULES[run.state].actions.includes(action)) {
    return { allowed: false, reason: `A run that is ${run.state} cannot ${action}.` };
  }
  if ((action === "retry" || action === "resume") && STARTED_ELSEWHERE.includes(run.executor)) {
    return { allowed: false, reason: "Assay did not start this run, so it cannot start it again." };
  }
  if (action === "resume" && !run.hasCheckpoint) {
    return { allowed: false, reason: "There is no checkpoint to resume from; retry starts from the beginning." };
  }
  if (action === "archive" && run.archived) return { allowed: false, reason: "The run is archived already." };
  if (action === "restore" && !run.archived) return { allowed: false, reason: "The run is not archived." };
  return { allowed: true };
}

export function allowedActions(run: RunFacts): RunAction[] {
  return RUN_ACTIONS.filter((action) => allowAction(run, action).allowed);
}

export function mayChange(from: RunState, to: RunState): boolean {
  return RUN_RULES[from].next.includes(to);
}

export const LIVE_STATES = RUN_STATES.filter((state) => RUN_RULES[state].live);
export const SETTLED_STATES = RUN_STATES.filter((state) => RUN_RULES[state].settled);
