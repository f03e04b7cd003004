/** `moved`: the same texts, in another split. `erased`: what it was in either version nobody can say any more. */
export const DIFF_KINDS = ["added", "removed", "changed", "moved", "erased", "same"] as const;
export type DiffKind = (typeof DIFF_KINDS)[number];
