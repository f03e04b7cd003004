export const STUDY_STATES = ["running", "paused", "finished", "cancelled"] as const;
export type StudyState = (typeof STUDY_STATES)[number];

export const STUDY_ACTIONS = ["pause", "resume", "cancel"] as const;
export type StudyAction = (typeof STUDY_ACTIONS)[number];

type StudyRule = {
  /** Its nodes are advanced. */
  advances: boolean;
  actions: Partial<Record<StudyAction, StudyState>>;
  word: string;
};

/** What a launched study may do. A re-run of one of its nodes brings any of them back to `running`. */
export const STUDY_RULES: Readonly<Record<StudyState, StudyRule>> = {
  running: { advances: true, actions: { pause: "paused", cancel: "cancelled" }, word: "running" },
  paused: { advances: false, actions: { resume: "running", cancel: "cancelled" }, word: "paused" },
  finished: { advances: false, actions: {}, word: "finished" },
  cancelled: { advances: false, actions: {}, word: "cancelled" },
};
