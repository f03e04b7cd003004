export const PAIR_SET_STATES = ["draft", "frozen", "discarded"] as const;
export type PairSetState = (typeof PAIR_SET_STATES)[number];

export const PAIR_SET_ACTIONS = ["edit", "freeze", "discard"] as const;
export type PairSetAction = (typeof PAIR_SET_ACTIONS)[number];

/** What each state allows; the button, the mutation and the test read it. */
export const PAIR_SET_RULES: Readonly<Record<PairSetState, readonly PairSetAction[]>> = {
  draft: ["edit", "freeze", "discard"],
  frozen: [],
  discarded: [],
};

export const pairSetAllows = (state: PairSetState, action: PairSetAction): boolean =>
  PAIR_SET_RULES[state].includes(action);
