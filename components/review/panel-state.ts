/** What is open over or beside the case. */
export type Panel = "instructions" | "cannot-judge" | "mark-comment" | "earlier" | null;

export type PanelControl = { panel: Panel; open: (panel: Panel) => void };
