export const REVIEWER_KINDS = ["person", "simulated", "imported"] as const;
export type ReviewerKind = (typeof REVIEWER_KINDS)[number];

export const REVIEWER_ROLES = ["reader", "adjudicator"] as const;
export type ReviewerRole = (typeof REVIEWER_ROLES)[number];
