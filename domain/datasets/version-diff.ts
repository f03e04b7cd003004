/** `moved`: the same texts, in another split. */
export const DIFF_KINDS = ["added", "removed", "changed", "moved", "same"] as const;
export type DiffKind = (typeof DIFF_KINDS)[number];
