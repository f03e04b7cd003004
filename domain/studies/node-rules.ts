export const NODE_KINDS = ["import", "run", "campaign", "gate", "pairs", "sweep", "comparison"] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

export const NODE_STATES = ["waiting", "working", "people", "done", "failed", "cancelled", "skipped"] as const;
export type NodeState = (typeof NODE_STATES)[number];

export const NODE_ACTIONS = ["rerun", "fork"] as const;
export type NodeAction = (typeof NODE_ACTIONS)[number];

type NodeRule = {
  /** States this one may change to by itself. */
  next: readonly NodeState[];
  /** Nothing more comes of it by itself. */
  settled: boolean;
  actions: readonly NodeAction[];
  /** On screen. */
  word: string;
};

/**
 * The only table of what a node of a study may do; advancing, the buttons and the tests read it. A run that somebody
 * retries brings its node back from `failed`; only a re-run brings one back from `done`.
 */
export const NODE_RULES: Readonly<Record<NodeState, NodeRule>> = {
  waiting: {
    next: ["working", "people", "done", "failed", "cancelled", "skipped"],
    settled: false,
    actions: ["fork"],
    word: "waits",
  },
  working: { next: ["people", "done", "failed", "cancelled"], settled: false, actions: ["fork"], word: "works" },
  people: {
    next: ["working", "done", "failed", "cancelled"],
    settled: false,
    actions: ["fork"],
    word: "waits for people",
  },
  done: { next: [], settled: true, actions: ["rerun", "fork"], word: "done" },
  failed: {
    next: ["working", "people", "done", "cancelled"],
    settled: true,
    actions: ["rerun", "fork"],
    word: "failed",
  },
  cancelled: { next: [], settled: true, actions: ["rerun", "fork"], word: "cancelled" },
  skipped: { next: [], settled: true, actions: ["rerun", "fork"], word: "not needed" },
};

export const mayBecome = (from: NodeState, to: NodeState): boolean => NODE_RULES[from].next.includes(to);

/** What a study looks at again and again: a failed node too, as its run may be retried. */
export const WATCHED_STATES = NODE_STATES.filter((state) => NODE_RULES[state].next.length > 0);
