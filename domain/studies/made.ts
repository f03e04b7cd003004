/** What a node of a study may have made or taken over. */
export const MADE_KINDS = ["run", "campaign", "version", "pair_set", "model"] as const;
export type MadeKind = (typeof MADE_KINDS)[number];
